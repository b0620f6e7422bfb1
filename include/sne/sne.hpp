#pragma once

/// The life of a demand and its number: everything a vendor needs to ask "may I, and if not, why?", with the standard library alone and
/// never the heap. Who may be housed, and first: `sne/housing.hpp`, which costs more to include.
/// What owns a growing list is included by its own name: `sne/timeline.hpp` (situations on past days), `sne/merging.hpp` (national demands).
#include <sne/information.hpp>
#include <sne/lifecycle.hpp>
#include <sne/mediation.hpp>
#include <sne/renewal.hpp>
#include <sne/territory.hpp>
#include <sne/unique_number.hpp>
