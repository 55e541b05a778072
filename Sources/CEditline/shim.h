// libedit's variadic calls as functions that Swift can import, and its output kept from the terminal.
#include <errno.h>
#include <histedit.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef unsigned char (*cle_key_fn)(EditLine *, wint_t);
typedef int (*cle_getc_fn)(EditLine *, wchar_t *);

/// What libedit draws: gathered, looked through for a bell, and dropped.
typedef struct {
  char *bytes;
  size_t length;
  FILE *file;
} cle_sink;

/// An editor whose keys come from the real terminal and whose drawing goes to the sink.
static inline EditLine *cle_init(const char *name, cle_sink *sink) {
  EditLine *e = el_init(name, stdin, stdout, stderr);
  sink->file = open_memstream(&sink->bytes, &sink->length);
  if (e && sink->file) el_set(e, EL_SETFP, 1, sink->file);
  return e;
}
/// Empties the sink; true when libedit has rung the bell.
static inline int cle_take_bell(cle_sink *sink) {
  fflush(sink->file);
  int rang = sink->length && memchr(sink->bytes, 7, sink->length) != NULL;
  fseek(sink->file, 0, SEEK_SET);
  return rang;
}
static inline int cle_set_editor(EditLine *e, const char *s) { return el_set(e, EL_EDITOR, s); }
static inline int cle_is_vi(EditLine *e) {
  const char *s = NULL;
  el_get(e, EL_EDITOR, &s);
  return s && strcmp(s, "vi") == 0;
}
static inline int cle_set_raw(EditLine *e, int on) { return el_set(e, EL_PREP_TERM, on); }
static inline int cle_set_signal(EditLine *e, int on) { return el_set(e, EL_SIGNAL, on); }
static inline int cle_refresh(EditLine *e) { return el_set(e, EL_REFRESH); }
static inline int cle_set_capability(EditLine *e, const char *name, const char *value) {
  return el_set(e, EL_SETTC, name, value, NULL);
}
static inline int cle_add_function(EditLine *e, const char *name, cle_key_fn f) {
  return el_set(e, EL_ADDFN, name, "", f);
}
static inline int cle_bind(EditLine *e, const char *key, const char *command) {
  return el_set(e, EL_BIND, key, command, NULL);
}
/// A key of vi's command mode.
static inline int cle_bind_command(EditLine *e, const char *key, const char *command) {
  return el_set(e, EL_BIND, "-a", key, command, NULL);
}
static inline int cle_set_getc(EditLine *e, cle_getc_fn f) { return el_wset(e, EL_GETCFN, f); }
static inline int cle_set_client(EditLine *e, void *p) { return el_set(e, EL_CLIENTDATA, p); }
static inline void *cle_client(EditLine *e) {
  void *p = NULL;
  el_get(e, EL_CLIENTDATA, &p);
  return p;
}
static inline int cle_attach_history(EditLine *e, History *h) {
  return el_set(e, EL_HIST, history, h);
}
static inline int cle_history_size(History *h, HistEvent *v, int size) {
  return history(h, v, H_SETSIZE, size);
}
static inline int cle_history_enter(History *h, HistEvent *v, const char *line) {
  return history(h, v, H_ENTER, line);
}
