#pragma once

/// The header-only set: everything a vendor needs to ask "may I, and if not, why?", with the standard library alone.
#include <sne/information.hpp>
#include <sne/lifecycle.hpp>
#include <sne/mediation.hpp>
#include <sne/merging.hpp>
#include <sne/renewal.hpp>
#include <sne/territory.hpp>
#include <sne/timeline.hpp>
#include <sne/unique_number.hpp>
