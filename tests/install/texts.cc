// A consumer of the compiled library.

#include <sne/date.hpp>

int main() { return 0; }
