;;; org.el --- what Org mode reads of outlines  -*- lexical-binding: t -*-
;; The file named on the command line holds a list of outlines, in JSON.
;; Out comes a list of what `org-element' and the agenda read of each.
(require 'json)
(require 'org)
(require 'org-element)

(defun read-headline (headline)
  "Return what is in HEADLINE and belongs to no other."
  (let* ((title (org-element-property :raw-value headline))
         (begin (org-element-property :begin headline)))
    `((title . ,title)
      (level . ,(org-element-property :level headline))
      (state . ,(or (org-element-property :todo-keyword headline) ""))
      (priority . ,(or (org-element-property :priority headline) 0))
      (tags . ,(vconcat (org-element-property :tags headline)))
      (properties . ,(org-with-point-at begin (org-entry-properties nil 'standard)))
      (contents . ,(vconcat (read-contents headline))))))

(defun read-contents (headline)
  "Return the timestamps and links under HEADLINE, and the kinds of what else is markup."
  (let ((section (seq-find (lambda (each) (eq (org-element-type each) 'section))
                           (org-element-contents headline))))
    (when section
      (org-element-map section
          (append '(keyword drawer fixed-width comment plain-list table src-block example-block clock planning
                            diary-sexp footnote-definition babel-call export-block special-block latex-environment)
                  '(timestamp link macro export-snippet inline-src-block inline-babel-call footnote-reference target
                              radio-target entity)) ; no latex-fragment: it is exported as it stands
        (lambda (each)
          (if (memq (org-element-type each) '(timestamp link))
              (or (org-element-property :raw-value each) (org-element-property :raw-link each))
            (symbol-name (org-element-type each))))))))

(defun read-outline (text)
  "Return what TEXT holds."
  (with-temp-buffer
    (insert text)
    (let ((org-inhibit-startup t)) (org-mode))
    (let* ((tree (org-element-parse-buffer))
           (keywords (org-collect-keywords '("TITLE" "LANGUAGE"))))
      `((title . ,(cadr (assoc "TITLE" keywords)))
        (headlines . ,(vconcat (org-element-map tree 'headline #'read-headline)))))))

(let ((texts (with-temp-buffer
               (insert-file-contents (car command-line-args-left))
               (json-parse-buffer :array-type 'list))))
  (princ (json-encode (vconcat (mapcar #'read-outline texts)))))
