#pragma once

/// Everything a vendor needs to ask "may I, and if not, why?", with the standard library alone and never the heap.
/// What owns a growing list is included by its own name: `sne/timeline.hpp` (situations on past days), `sne/merging.hpp` (national demands).
#include <sne/ceiling.hpp>
#include <sne/commission.hpp>
#include <sne/dalo.hpp>
#include <sne/information.hpp>
#include <sne/lifecycle.hpp>
#include <sne/mediation.hpp>
#include <sne/pieces.hpp>
#include <sne/plus_operation.hpp>
#include <sne/priority.hpp>
#include <sne/quartile.hpp>
#include <sne/quotas.hpp>
#include <sne/reading_names.hpp>
#include <sne/renewal.hpp>
#include <sne/scoring_due.hpp>
#include <sne/territory.hpp>
#include <sne/unique_number.hpp>
