// The five reports and the practice data inside the program: the snapshot that insyn-bundle makes of the
// tables in reports/ and practice/, their names, their definitions and their rules.
#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CBundle.h"

#include <string.h>

static const unsigned char snapshot[] __attribute__((aligned(64))) = {
#embed "snapshot.insyn"
};
static const unsigned char names[] = {
#embed "snapshot.names"
};
static const unsigned char catalogue[] = {
#embed "reports/catalogue.iq"
    ,
#embed "practice/catalogue.iq"
};
static const unsigned char granska[] = {
#embed "reports/granska.json"
};

static const struct {
  const char *name;
  const unsigned char *bytes;
  size_t length;
} files[] = {
    {"snapshot.insyn", snapshot, sizeof snapshot},
    {"snapshot.names", names, sizeof names},
    {"catalogue.iq", catalogue, sizeof catalogue},
    {"granska.json", granska, sizeof granska},
};

const unsigned char *insyn_bundle_file(const char *name, size_t *length) {
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
    if (strcmp(files[i].name, name) == 0) {
      *length = files[i].length;
      return files[i].bytes;
    }
  }
  return NULL;
}
