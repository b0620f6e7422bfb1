#pragma once

/// Who may be housed, and first: ceilings, households and their resources, priority, the commission. Like `sne/sne.hpp`, the standard
/// library alone and never the heap; the two are included together where both are asked.
#include <sne/commission.hpp>
#include <sne/dalo.hpp>
#include <sne/eligibility.hpp>
#include <sne/household_quartile.hpp>
#include <sne/mediation.hpp>
#include <sne/pieces.hpp>
#include <sne/plus_operation.hpp>
#include <sne/priority.hpp>
#include <sne/quotas.hpp>
#include <sne/scoring_due.hpp>
