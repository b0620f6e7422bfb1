#include <sne/unique_number.hpp>

#include "families.hpp"
#include "writing.hpp"

/// Unique numbers and the territories that they begin with.
namespace sne::answering {

namespace {

constexpr std::array<std::string_view, 2> origin_names{"received", "issued"};

Json issues_of(const NumberIssues& issues) {
  Json said = Json::array();
  for (const NumberIssue& issue : issues) {
    said.push_back({{"code", shown(text(issue.code))},
                    {"severity", issue.severity == IssueSeverity::error ? "error" : "warning"},
                    {"at", issue.at},
                    {"rule", shown(rule(issue.code))}});
  }
  return said;
}

Json parts_of(const UniqueNumber& number) {
  const Territory where = number.territory();
  const RegistrarCode counter = number.registrar();
  const NumberText grouped = number.format(NumberStyle::grouped);
  return {{"number", shown(number.text())}, {"grouped", shown(grouped.view())}, {"territory", shown(where.code())},
          {"kind", shown(text(where.kind()))}, {"month", number.month()}, {"year", shown(number.year4())},
          {"sequence", number.sequence()}, {"registrar", shown(counter.code())}};
}

Json number(const In& in, const LawBook& /*law*/) {
  const std::string& written = in.text("text");
  const NumberContext context{in.day_if("reference"), in.day_if("deposit"), in.option<NumberOrigin>("origin", origin_names)};
  const Result<UniqueNumber> parsed = UniqueNumber::parse(written);
  Json said = parsed ? parts_of(*parsed) : Json::object();
  said["issues"] = issues_of(UniqueNumber::check(written, context));
  return said;
}

Json same_number(const In& in, const LawBook& /*law*/) {
  return {{"same", read(UniqueNumber::parse(in.text("a")), "/a") == read(UniqueNumber::parse(in.text("b")), "/b")}};
}

Json issue_number(const In& in, const LawBook& /*law*/) {
  const auto last = in.number<std::uint32_t>("last");
  if (last > NumberSequence::largest) refuse(Errc::bad_number, in.path("last"));
  NumberSequence series(last);
  const RegistrarCode registrar = read(RegistrarCode::parse(in.text("registrar")), in.path("registrar"));
  const UniqueNumber made = read(UniqueNumber::generate(in.territory("territory"), in.day("deposit"), registrar, series), {});
  return {{"number", shown(made.text())}, {"last", series.last()}};
}

Json legacy_number(const In& in, const LawBook& /*law*/) { return {{"kept", shown(read(LegacyNumber::keep(in.text("text")), in.path("text")).text())}}; }
Json national_number(const In& in, const LawBook& /*law*/) {
  return {{"kept", shown(read(NationalNumber::keep(in.text("text")), in.path("text")).text())}};
}

Json territory(const In& in, const LawBook& /*law*/) {
  const std::string& code = in.text("departement");
  const Territory held = read(code.size() == 3 ? Territory::parse(code) : Territory::from_departement(code), in.path("departement"));
  const Territory registered = registration_territory(held, in.day("day"));
  return {{"territory", shown(registered.code())}, {"kind", shown(text(registered.kind()))}};
}

constexpr std::array list{
    Operation{{"number", "*text deposit reference origin"}, number},
    Operation{{"same_number", "*a *b"}, same_number},
    Operation{{"issue_number", "*territory *deposit *registrar *last"}, issue_number},
    Operation{{"legacy_number", "*text"}, legacy_number},
    Operation{{"national_number", "*text"}, national_number},
    Operation{{"territory", "*departement *day"}, territory},
};

}  // namespace

constinit const std::span<const Operation> of_numbers = list;

}  // namespace sne::answering
