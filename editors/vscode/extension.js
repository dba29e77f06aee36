// Starts `itinerary lsp` once a document is open, and hands it the texts; all else is the server's.
"use strict";

const { workspace, window } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const LANGUAGES = ["yaml", "json", "toml"];
// What documents have in their first columns; the server looks closer.
const FIELD = /^(?:\{?\s*"|\[\[)?(?:itinerary|dates|legs|events|days|background)["\]]*\s*[:=\]]/m;
let client;

function isDocument(text) {
  return LANGUAGES.includes(text.languageId) && FIELD.test(text.getText().slice(0, 200000));
}

async function start() {
  const [command, ...args] = workspace.getConfiguration("itinerary").get("command");
  client = new LanguageClient(
    "itinerary",
    "itinerary",
    { command, args },
    {
      documentSelector: LANGUAGES.flatMap((language) =>
        ["file", "untitled"].map((scheme) => ({ language, scheme })),
      ),
    },
  );
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(
      `'${command}' does not start (${error.message}). ` +
        "Install it with: pip install 'itinerary-timeline[editor]', " +
        "or name it in the setting itinerary.command.",
    );
  }
}

function activate(context) {
  const consider = (text) => {
    if (!client && isDocument(text)) {
      start();
    }
  };
  context.subscriptions.push(
    workspace.onDidOpenTextDocument(consider),
    workspace.onDidChangeTextDocument((change) => consider(change.document)),
  );
  workspace.textDocuments.forEach(consider);
}

function deactivate() {
  return client?.isRunning() ? client.stop() : undefined;
}

module.exports = { activate, deactivate };
