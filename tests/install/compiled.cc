// A consumer of the compiled library.

#include <sne/holidays.hpp>

int main() {
  using namespace sne::literals;
  const auto day = sne::next_working_day("2024-03-29"_date, sne::holiday_region("057"_territory));
  return day && day.value() == "2024-04-02"_date ? 0 : 1;
}
