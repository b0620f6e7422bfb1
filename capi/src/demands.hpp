#pragma once

#include <sne/sne.h>

#include <sne/renewal.hpp>

namespace sne::door {

/// The dates of a calendar, SNE_NO_DAY where it has none.
sne_calendar dates_of(const RenewalCalendar& calendar);

}  // namespace sne::door
