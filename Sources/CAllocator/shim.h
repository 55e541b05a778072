// What the memory allocator can be told, which Swift's Glibc leaves out.
#include <malloc.h>
