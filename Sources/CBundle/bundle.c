// The five reports' data package, inside the program.
#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CBundle.h"

#include <string.h>

static const unsigned char datapackage[] = {
#embed "reports/datapackage.json"
};
static const unsigned char catalogue[] = {
#embed "reports/catalogue.iq"
};
static const unsigned char indikatorer[] = {
#embed "reports/indikatorer.csv"
};
static const unsigned char nyckeltal[] = {
#embed "reports/nyckeltal.csv"
};
static const unsigned char ekonomi[] = {
#embed "reports/ekonomi.csv"
};
static const unsigned char insatser[] = {
#embed "reports/insatser.csv"
};
static const unsigned char mal[] = {
#embed "reports/mål.csv"
};
static const unsigned char aktiviteter[] = {
#embed "reports/aktiviteter.csv"
};
static const unsigned char granska[] = {
#embed "reports/granska.json"
};
static const unsigned char kallor[] = {
#embed "reports/källor.csv"
};

static const struct {
  const char *name;
  const unsigned char *bytes;
  size_t length;
} files[] = {
    {"datapackage.json", datapackage, sizeof datapackage},
    {"catalogue.iq", catalogue, sizeof catalogue},
    {"indikatorer.csv", indikatorer, sizeof indikatorer},
    {"nyckeltal.csv", nyckeltal, sizeof nyckeltal},
    {"ekonomi.csv", ekonomi, sizeof ekonomi},
    {"insatser.csv", insatser, sizeof insatser},
    {"mål.csv", mal, sizeof mal},
    {"aktiviteter.csv", aktiviteter, sizeof aktiviteter},
    {"granska.json", granska, sizeof granska},
    {"källor.csv", kallor, sizeof kallor},
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
