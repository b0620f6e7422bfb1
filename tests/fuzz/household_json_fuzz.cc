// Any bytes as households. The first byte chooses JSON, JSON Lines or CSV, the second the size of the chunks.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <sne/household_files.hpp>

namespace {

// Not an assert: the promises must hold in a build without assertions too.
void require(bool promise) {
  if (!promise) std::abort();
}

struct Said {
  std::vector<std::string> answers;
  std::optional<sne::QuestionFault> fault;
};

// A path names keys of the contract only.
void require_path(const sne::QuestionFault& fault) {
  const auto ours = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '/'; };
  require(std::all_of(fault.path.begin(), fault.path.end(), ours));
  require(sne::text(fault.code) != "UNKNOWN_FAULT");
}

// A question read can be written, and is the same when it is read again.
void require_round_trip(const sne::EligibilityQuestion& question) {
  const std::string written = sne::to_json(question);
  const sne::QuestionResult again = sne::read_question(written);
  require(std::holds_alternative<sne::EligibilityQuestion>(again));
  require(sne::to_json(std::get<sne::EligibilityQuestion>(again)) == written);
}

Said read(sne::HouseholdFormat format, std::string_view text, std::size_t chunk) {
  Said said;
  const sne::LawBook law = sne::LawBook::builtin();
  const sne::QuestionDefaults defaults{.as_of = sne::Date::of(2026, 3, 12).value(), .commune = sne::Commune::parse("59350").value()};
  sne::HouseholdReader reader(format, defaults, [&](const sne::HouseholdEntry& entry) {
    require(entry.index == said.answers.size());
    said.answers.push_back(sne::answer_line(entry, law));
    if (const auto* question = std::get_if<sne::EligibilityQuestion>(&entry.question)) {
      require_round_trip(*question);
    } else {
      require_path(std::get<sne::QuestionFault>(entry.question));
    }
  });
  for (std::size_t from = 0; from < text.size() && reader.feed(text.substr(from, chunk)); from += std::min(chunk, text.size())) {
  }
  reader.finish();
  said.fault = reader.fault();
  return said;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const auto format = static_cast<sne::HouseholdFormat>(data[0] % 3);
  const std::size_t chunk = data[1] % 64 + 1U;
  const std::string_view text(reinterpret_cast<const char*>(data + 2), size - 2);
  const Said whole = read(format, text, std::string_view::npos);
  const Said pieces = read(format, text, chunk);
  require(whole.answers == pieces.answers && whole.fault == pieces.fault);
  require(!whole.answers.empty() || whole.fault);
  const std::string answer = sne::evaluate_json(text, sne::LawBook::builtin(), sne::Policy::sne());
  require(answer.front() == '[' && answer.back() == ']');
  return 0;
}
