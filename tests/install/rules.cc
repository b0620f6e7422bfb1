// A consumer of the headers alone: a deadline of thirteen months from a leap day.

#include <sne/date.hpp>

int main() {
  using namespace sne::literals;
  return sne::add_months("2024-02-29"_date, 13, sne::MonthEnd::clamp) == "2025-03-29"_date ? 0 : 1;
}
