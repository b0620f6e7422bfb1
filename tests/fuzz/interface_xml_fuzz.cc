// Any bytes as a file of the interface. The first byte chooses the size of the chunks.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <sne/household_files.hpp>
#include <sne/interface_reader.hpp>

namespace {

// Not an assert: the promises must hold in a build without assertions too.
void require(bool promise) {
  if (!promise) std::abort();
}

struct Said {
  std::vector<std::string> answers;
  std::optional<sne::Errc> fault;
};

Said read(std::string_view text, std::size_t chunk) {
  Said said;
  const sne::LawBook law = sne::LawBook::builtin();
  const sne::QuestionDefaults defaults{.as_of = sne::Date::of(2026, 3, 12).value(), .commune = sne::Commune::parse("59350").value()};
  sne::InterfaceReader reader(defaults, [&](const sne::HouseholdEntry& entry) {
    require(entry.notices.size() <= sne::InterfaceReader::notice_limit);
    said.answers.push_back(sne::answer_line(entry, law));
    const auto* question = std::get_if<sne::EligibilityQuestion>(&entry.question);
    if (question == nullptr) return;
    require(question->persons.size() <= sne::Household::max_persons);
    require(std::holds_alternative<sne::EligibilityQuestion>(sne::read_question(sne::to_json(*question))));
  });
  for (std::size_t from = 0; from < text.size() && reader.feed(text.substr(from, chunk)); from += std::min(chunk, text.size())) {
  }
  reader.finish();
  if (const auto fault = reader.fault()) said.fault = fault->code;
  return said;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const Said whole = read(text, std::string_view::npos);
  const Said pieces = read(text, data[0] % 64 + 1U);
  require(whole.answers == pieces.answers && whole.fault == pieces.fault);
  const bool declares = text.find("<!DOCTYPE") != std::string_view::npos;
  require(!declares || whole.fault || text.find("<!--") != std::string_view::npos || text.find("CDATA") != std::string_view::npos ||
          text.find("<?") != std::string_view::npos);
  return 0;
}
