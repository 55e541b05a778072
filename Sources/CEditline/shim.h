// libedit's variadic calls as functions that Swift can import. libedit reads keys and keeps the
// buffer; what it draws goes into a memory file and is dropped.
#include <histedit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

typedef unsigned char (*cle_action)(EditLine *, wint_t);
typedef int (*cle_reader)(EditLine *, wchar_t *);

// Where libedit's drawing and its complaints go.
typedef struct {
  char *bytes;
  size_t count;
  FILE *file;
} cle_sink;

// Lets go of what has been drawn; true when a bell was among it.
static inline int cle_drain(cle_sink *sink) {
  fflush(sink->file);
  int bell = sink->count > 0 && memchr(sink->bytes, 7, sink->count) != NULL;
  fseek(sink->file, 0, SEEK_SET);
  return bell;
}

// The terminal itself is given first, since only then does libedit ask for its modes.
static inline EditLine *cle_init(const char *name, cle_sink *sink) {
  sink->file = open_memstream(&sink->bytes, &sink->count);
  if (sink->file == NULL) return NULL;
  EditLine *e = el_init(name, stdin, stdout, sink->file);
  if (e != NULL) el_set(e, EL_SETFP, 1, sink->file);
  return e;
}

static inline void cle_end(EditLine *e, cle_sink *sink) {
  el_end(e);
  fclose(sink->file);
  free(sink->bytes);
}

static inline int cle_set_editor(EditLine *e, const char *keys) {
  return el_set(e, EL_EDITOR, keys);
}
static inline int cle_has_vi_keys(EditLine *e) {
  const char *keys = NULL;
  return el_get(e, EL_EDITOR, &keys) == 0 && keys != NULL && strcmp(keys, "vi") == 0;
}
static inline int cle_set_signal(EditLine *e, int on) { return el_set(e, EL_SIGNAL, on); }
static inline int cle_set_raw(EditLine *e, int on) { return el_set(e, EL_PREP_TERM, on); }
static inline int cle_refresh(EditLine *e) { return el_set(e, EL_REFRESH); }
static inline int cle_set_size(EditLine *e, const char *name, const char *value) {
  return el_set(e, EL_SETTC, name, value, NULL);
}
static inline int cle_set_reader(EditLine *e, cle_reader f) { return el_wset(e, EL_GETCFN, f); }
static inline int cle_set_owner(EditLine *e, void *owner) {
  return el_set(e, EL_CLIENTDATA, owner);
}
static inline void *cle_owner(EditLine *e) {
  void *owner = NULL;
  el_get(e, EL_CLIENTDATA, &owner);
  return owner;
}
static inline int cle_add(EditLine *e, const char *name, const char *help, cle_action f) {
  return el_set(e, EL_ADDFN, name, help, f);
}
static inline int cle_bind(EditLine *e, const char *key, const char *action) {
  return el_set(e, EL_BIND, key, action, NULL);
}
// In the map of vi's command mode.
static inline int cle_bind_command(EditLine *e, const char *key, const char *action) {
  return el_set(e, EL_BIND, "-a", key, action, NULL);
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

// The surroundings of a program started from here; Swift takes the C global for unsafe.
extern char **environ;
static inline char **cle_environment(void) { return environ; }
