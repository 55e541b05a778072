// libedit's variadic calls as functions that Swift can import.
#include <histedit.h>
#include <stdio.h>

typedef char *(*cle_prompt_fn)(EditLine *);

static inline EditLine *cle_init(const char *name) { return el_init(name, stdin, stdout, stderr); }
static inline int cle_set_prompt(EditLine *e, cle_prompt_fn f) { return el_set(e, EL_PROMPT, f); }
static inline int cle_set_editor(EditLine *e, const char *s) { return el_set(e, EL_EDITOR, s); }
static inline int cle_set_signal(EditLine *e, int on) { return el_set(e, EL_SIGNAL, on); }
static inline int cle_bind(EditLine *e, const char *key, const char *command) {
  return el_set(e, EL_BIND, key, command, NULL);
}
static inline int cle_attach_history(EditLine *e, History *h) {
  return el_set(e, EL_HIST, history, h);
}
static inline int cle_history_size(History *h, HistEvent *v, int size) {
  return history(h, v, H_SETSIZE, size);
}
static inline int cle_history_unique(History *h, HistEvent *v) {
  return history(h, v, H_SETUNIQUE, 1);
}
static inline int cle_history_enter(History *h, HistEvent *v, const char *line) {
  return history(h, v, H_ENTER, line);
}
