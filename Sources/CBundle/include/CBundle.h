#ifndef INSYN_CBUNDLE_H
#define INSYN_CBUNDLE_H

#include <stddef.h>

/// The bytes of a file of the bundled data package, NULL when there is none of the name.
const unsigned char *insyn_bundle_file(const char *name, size_t *length);

#endif
