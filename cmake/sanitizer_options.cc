// Abseil marks freed slots of its tables as poisoned from its headers, which are compiled here, and
// clears the mark in its library, which a distribution builds without sanitizers: every reuse of a
// slot would then be reported. Marks of that kind are ignored; all other checks stay.

extern "C" const char* __asan_default_options();

extern "C" const char* __asan_default_options() { return "allow_user_poisoning=0"; }
