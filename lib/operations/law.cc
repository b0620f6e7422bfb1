#include <sne/law/lawbook.hpp>

#include <sne/diagram.hpp>
#include <sne/law/ceiling_years.hpp>
#include <sne/text.hpp>

#include "families.hpp"
#include "writing.hpp"

/// The law book itself: what it covers, what a rule rests on.
namespace sne::answering {

namespace {

Json citation_shown(const Citation& citation) {
  return {{"id", shown(citation.id)}, {"article", shown(citation.article)}, {"title", shown(citation.title)}, {"from", shown(citation.from)},
          {"to", shown(citation.to)}, {"mark", shown(citation.mark)}, {"source", shown(citation.source)}};
}

Json book(const In& in, const LawBook& given) {
  const LawBook law = rules_of(in, given).law;
  Json pauses = Json::array();
  for (const Period& period : law.suspensions()) pauses.push_back({shown(period.from), shown(period.to)});
  return {{"law_id", std::string(law.id().view())}, {"first_day", shown(law.first_day())}, {"horizon", shown(law.horizon())},
          {"national_number_start", shown(law.national_number_start())}, {"suspensions", pauses}, {"ceilings_end", shown(law.ceilings_end())}};
}

Json version(const In& in, const LawBook& law) {
  const Version* found = law.version_at(in.day("day"));
  return {{"version", found == nullptr ? Json(nullptr) : shown(found->code)}};
}

Json cited(const In& in, const LawBook& law) {
  const std::string& id = in.text("rule");
  for (std::size_t i = 0; i < law::rules.size(); ++i) {
    if (law::rules[i].id == id) return citation_shown(law.citation(static_cast<Rule>(i), in.day("day")));
  }
  refuse(Errc::unknown_code, in.path("rule"));
}

Json rules(const In& /*in*/, const LawBook& /*law*/) {
  Json ids = Json::array();
  for (const auto& rule : law::rules) ids.push_back(shown(rule.id));
  return {{"rules", ids}};
}

Json diagram(const In& in, const LawBook& law) {
  const auto language = in.code_if<Language>("language");
  return {{"mermaid", to_mermaid(law, in.day("day"), language)}, {"markdown", to_markdown(law, in.day("day"), language)}};
}

Json folded_name(const In& in, const LawBook& /*law*/) { return {{"key", read(fold_name(in.text("name")), in.path("name"))}}; }

constexpr std::array list{
    Operation{{"law", "policy"}, book},
    Operation{{"version", "*day"}, version},
    Operation{{"citation", "*rule *day"}, cited},
    Operation{{"rules", ""}, rules},
    Operation{{"diagram", "*day language"}, diagram},
    Operation{{"fold_name", "*name"}, folded_name},
};

}  // namespace

constinit const std::span<const Operation> of_law = list;

}  // namespace sne::answering
