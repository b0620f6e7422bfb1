// Any bytes as a unique number. The first byte chooses the context; the rest is the text.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <sne/unique_number.hpp>

namespace {

// Not an assert: the promises must hold in a build without assertions too.
void require(bool promise) {
  if (!promise) std::abort();
}

sne::NumberContext context_of(std::uint8_t choice) {
  sne::NumberContext context;
  if ((choice & 1) != 0) context.reference = sne::Date::from_days(16000 + choice);
  if ((choice & 2) != 0) context.initial_deposit = sne::Date::from_days(15000 + choice);
  if ((choice & 4) != 0) context.origin = sne::NumberOrigin::issued;
  return context;
}

void judge(std::string_view text, const sne::NumberContext& context) {
  const auto read = sne::UniqueNumber::parse(text);
  const sne::NumberIssues issues = sne::UniqueNumber::check(text, context);
  for (const sne::NumberIssue& issue : issues) require(issue.at <= text.size() && sne::text(issue) != "UNKNOWN_ISSUE");
  require(read.has_value() == !sne::UniqueNumber::check(text).has_error());
  if (!read) {
    require(read.error().at <= text.size() && issues.has_error());
    return;
  }
  require(sne::UniqueNumber::possible(text));
  require(read->month() >= 1 && read->month() <= 12 && read->sequence() <= sne::NumberSequence::largest);
  for (const auto style : {sne::NumberStyle::compact, sne::NumberStyle::grouped}) {
    const sne::NumberText written = read->format(style);
    require(sne::UniqueNumber::parse(written.view()).value() == *read);
  }
}

void keep(std::string_view text) {
  if (const auto old = sne::LegacyNumber::keep(text)) require(sne::LegacyNumber::keep(old->text()).value() == *old);
  if (const auto number = sne::NationalNumber::keep(text)) require(number->text().size() <= text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  judge(text, context_of(data[0]));
  keep(text);
  return 0;
}
