"""What starts the language server: the command, the extension of VS Code, Emacs and Neovim."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXTENSION = ROOT / "editors" / "vscode"
WITHOUT_EXTRA = """
import sys
sys.modules["pygls"] = None
sys.argv = ["itinerary", "lsp"]
from itinerary.__main__ import main
main()
"""
# Starts the server for a document, waits for its findings, and prints them.
EGLOT = """
(require 'eglot)
(setq eglot-sync-connect 120)
(define-derived-mode trip-mode fundamental-mode "Trip")
(add-to-list 'auto-mode-alist '("\\\\.yaml\\\\'" . trip-mode))
(add-to-list 'eglot-server-programs '(trip-mode . (%s)))
(find-file "%s")
(flymake-mode 1)
(call-interactively 'eglot)
(let ((left 1000))
  (while (and (> left 0) (not (flymake-diagnostics)))
    (accept-process-output nil 0.1)
    (flymake-start)
    (setq left (1- left))))
(dolist (each (flymake-diagnostics)) (princ (flymake-diagnostic-text each)) (terpri))
(eglot-shutdown (eglot-current-server))
"""

# Starts the server for a document, mends what is wrong with it, and gives an id another name.
NEOVIM = """
vim.opt.swapfile = false
vim.cmd('edit %s')
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({ cmd = { %s }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(buffer, client)
vim.wait(120000, function() return #vim.diagnostic.get(buffer) > 0 end, 50)
for _, each in ipairs(vim.diagnostic.get(buffer)) do print(each.lnum, each.code) end
local document = { uri = vim.uri_from_bufnr(buffer) }
local function request(method, params)
  params.textDocument = document
  for _, each in pairs(vim.lsp.buf_request_sync(buffer, method, params, 60000)) do
    return each.result
  end
end
local place = { start = { line = 4, character = 4 }, ['end'] = { line = 4, character = 5 } }
local context = { diagnostics = {} }
local actions = request('textDocument/codeAction', { range = place, context = context })
local encoding = vim.lsp.get_client_by_id(client).offset_encoding
vim.lsp.util.apply_workspace_edit(actions[1].edit, encoding)
local edit = request('textDocument/rename', {
  position = { line = 3, character = 9 }, newName = 'welcome',
})
vim.lsp.util.apply_workspace_edit(edit, encoding)
print(table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\\n'))
vim.lsp.stop_client(client)
vim.cmd('qa!')
"""


def test_without_the_extra_it_says_what_to_install() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_EXTRA], capture_output=True, text=True)
    assert done.returncode == 2
    assert "pip install 'itinerary-timeline[editor]'" in done.stderr


def test_the_extension_names_what_it_has() -> None:
    manifest = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    assert (EXTENSION / manifest["main"]).is_file()
    setting = manifest["contributes"]["configuration"]["properties"]["itinerary.command"]
    assert setting["default"] == ["itinerary", "lsp"]
    assert "onLanguage:yaml" in manifest["activationEvents"]
    # vsce packs what is installed: the README's two lines work on a fresh checkout.
    assert manifest["scripts"]["vscode:prepublish"] == "npm install --omit=dev"
    assert manifest["vsce"]["allowMissingRepository"], "it would ask, and stop"


@pytest.mark.interop
@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_the_extension_is_sound_javascript() -> None:
    script = str(EXTENSION / "extension.js")
    done = subprocess.run(["node", "--check", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def has_eglot() -> bool:
    """Return whether there is an Emacs that has eglot."""
    if not shutil.which("emacs"):
        return False
    command = ["emacs", "--batch", "--eval", "(require 'eglot)"]
    return subprocess.run(command, capture_output=True).returncode == 0


@pytest.mark.interop
@pytest.mark.skipif(not has_eglot(), reason="needs Emacs 29 or newer, which has eglot")
def test_eglot_shows_the_findings(tmp_path: Path) -> None:
    pytest.importorskip("pygls", reason="needs the extra editor")
    document = tmp_path / "trip.yaml"
    document.write_text("title: Tea\nid: tea\ndates: 3 May 2025\nplce: Oslo\n", encoding="utf-8")
    command = " ".join(f'"{each}"' for each in (sys.executable, "-m", "itinerary", "lsp"))
    script = tmp_path / "check.el"
    script.write_text(EGLOT % (command, document), encoding="utf-8")
    done = subprocess.run(
        ["emacs", "--batch", "-l", str(script)], capture_output=True, text=True, timeout=300
    )
    assert "unknown field 'plce'" in done.stdout, done.stderr


@pytest.mark.interop
@pytest.mark.skipif(not shutil.which("nvim"), reason="needs Neovim")
def test_neovim_makes_the_changes_that_are_offered(tmp_path: Path) -> None:
    pytest.importorskip("pygls", reason="needs the extra editor")
    document = tmp_path / "trip.yaml"
    text = (
        "title: Tea\ndates: 3 May 2025\nevents:\n  - id: tea\n    plce: Oslo\n    title: Tea\n"
        "    when: 3 May\n"
        "  - {title: 🎉🎉 Walk, when: the day after $tea}\n"
    )
    document.write_text(text, encoding="utf-8")
    command = ", ".join(f"'{each}'" for each in (sys.executable, "-m", "itinerary", "lsp"))
    script = tmp_path / "check.lua"
    script.write_text(NEOVIM % (document, command), encoding="utf-8")
    done = subprocess.run(
        ["nvim", "--headless", "-u", "NONE", "-c", f"luafile {script}", "-c", "qa!"],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    printed = done.stdout + done.stderr
    assert "4 unknown-field" in printed
    assert text.replace("plce", "place").replace("tea", "welcome").strip() in printed


# Opens a document with the settings of the docs, and prints what is shown of it.
NEOVIM_BY_SETTINGS = """
vim.opt.swapfile = false
vim.opt.runtimepath:append(vim.env.VIMRUNTIME)
vim.cmd('filetype on')
%s
vim.cmd('edit %s')
local buffer = vim.api.nvim_get_current_buf()
vim.wait(20000, function() return #vim.diagnostic.get(buffer) > 0 end, 50)
for _, each in ipairs(vim.diagnostic.get(buffer)) do print(each.lnum, each.code) end
for _, each in ipairs(vim.lsp.get_clients({ bufnr = buffer })) do print(each.name) end
local function count() return #vim.lsp.inlay_hint.get({ bufnr = buffer }) end
vim.wait(10000, function() return count() > 0 end, 50)
for _, each in ipairs(vim.lsp.inlay_hint.get({ bufnr = buffer })) do
  print(each.inlay_hint.label)
end
vim.cmd('qa!')
"""


def find_neovim_version() -> tuple[int, ...]:
    """Return the version of the Neovim that there is; () without one."""
    if not shutil.which("nvim"):
        return ()
    done = subprocess.run(["nvim", "--version"], capture_output=True, text=True)
    found = re.match(r"NVIM v(\d+)\.(\d+)", done.stdout)
    return tuple(map(int, found.groups())) if found else ()


@pytest.mark.interop
@pytest.mark.skipif(find_neovim_version() < (0, 11), reason="needs Neovim 0.11 or newer")
def test_the_settings_for_neovim_show_findings_and_hints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pygls", reason="needs the extra editor")
    page = (ROOT / "docs" / "editor.md").read_text("utf-8")
    settings = page.partition("```lua\n")[2].partition("```")[0]
    document = tmp_path / "trip.yaml"
    document.write_text("title: Tea\ndates: 3 May 2025\nplce: Oslo\n", encoding="utf-8")
    script = tmp_path / "init.lua"
    script.write_text(NEOVIM_BY_SETTINGS % (settings, document), encoding="utf-8")
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    monkeypatch.setenv("PATH", programs)
    done = subprocess.run(
        ["nvim", "--headless", "-u", "NONE", "-c", f"luafile {script}", "-c", "qa!"],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    printed = done.stdout + done.stderr
    assert "2 unknown-field" in printed
    assert "itinerary" in printed
    assert "Sat 3 May 2025 (day)" in printed
