// Any bytes as a law pack. When they read as JSON with a digest, they are also tried with the digest that their content asks for, so that
// the checks behind it are reached. What is taken must keep its promises; nothing may be thrown.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <sne/law_pack.hpp>
#include <sne/law_table.hpp>

namespace {

using namespace sne;

// Not an assert: the promises must hold in a build without assertions too.
void require(bool promise) {
  if (!promise) std::abort();
}

void require_book(const LawPackReport& report) {
  const LawBook& law = *report.law;
  require(report.pack.has_value() && law.horizon() == law.ceilings_end() && law.horizon() == report.pack->horizon);
  require(law != LawBook::builtin() && law.id() != LawBook::builtin().id());
  const LawPackReport again = check_law_pack(write_law_pack(*report.pack));
  require(again.law == report.law && again.pack == report.pack);
  for (const CeilingVintage& vintage : law.added_ceilings()) {
    for (const Date day : {vintage.from, vintage.to}) {
      const auto lines = ceiling_lines(day, law, Policy::sne());
      require(lines.has_value() && !lines->empty());
      for (const CeilingLine& line : *lines) require(!line.amount.known() || (line.amount.euros > 0 && !line.citation.id.empty()));
    }
  }
  // A pack is never taken twice.
  require(!check_law_pack(write_law_pack(*report.pack), law).law);
}

LawPackReport check(std::string_view bytes) {
  const LawPackReport report = check_law_pack(bytes);
  require(report.faults.empty() == report.law.has_value());
  require(report.faults.size() <= law_pack_fault_limit + 60);
  require(LawBook::load(bytes).has_value() == report.law.has_value());
  if (report.law) require_book(report);
  return report;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  const LawPackReport report = check(bytes);
  for (const LawPackFault& fault : report.faults) {
    if (fault.code != Errc::pack_digest) continue;
    const std::size_t key = bytes.find("\"digest\"");
    const std::size_t open = key == std::string::npos ? key : bytes.find('"', key + 8);
    const std::size_t close = open == std::string::npos ? open : bytes.find('"', open + 1);
    if (close != std::string::npos) check(bytes.replace(open + 1, close - open - 1, fault.expected));
    break;
  }
  return 0;
}
