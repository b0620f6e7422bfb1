#include "pages.hpp"

#include <algorithm>
#include <sstream>
#include <vector>

#include <sne/diagram.hpp>
#include <sne/explain.hpp>

namespace sne::docs {

namespace {

constexpr Date forever = "9999-12-31"_date;

std::string iso(Date day) { return day == forever ? std::string() : std::string(iso_text(day).view()); }

std::string code(std::string_view text) { return text.empty() ? std::string() : '`' + std::string(text) + '`'; }

std::string link_to(Rule rule, std::string_view folder) {
  const std::string id(id_of(rule));
  return "[`" + id + "`](" + std::string(folder) + id + ".md)";
}

template <class... Cells>
std::string row_of(const Cells&... cells) {
  std::string made;
  ((made += "| " + std::string(cells) + ' '), ...);
  return made + "|\n";
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string made;
  for (const std::string& part : parts) made += (made.empty() ? "" : std::string(separator)) + part;
  return made;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// The identifiers of rules in a table, as links to their pages.
std::string with_links(std::string text) {
  for (const RuleInfo& info : law::rules) {
    const std::string id = code(info.id);
    const std::string link = '[' + id + "](rules/" + std::string(info.id) + ".md)";
    for (std::size_t at = text.find(id); at != std::string::npos; at = text.find(id, at + link.size())) text.replace(at, id.size(), link);
  }
  return text;
}

// --- lifecycle.md --------------------------------------------------------------------------------------------------------------------

template <ClosedList Code>
std::string names_of(std::string_view heading) {
  std::string made = row_of(heading, "English", "French") + row_of("---", "---", "---");
  for (std::size_t i = 0; i < CodeNames<Code>::list.size(); ++i) {
    const auto one = static_cast<Code>(i);
    made += row_of(code(text(one)), in_words(one, Language::en), in_words(one, Language::fr));
  }
  return made;
}

/// The days of a version, after the first, on which some row of the law begins or has just ended.
std::set<Date> turning_days(const Version& version, const LawBook& law) {
  std::set<Date> days;
  const auto add = [&](Date from, Date to) {
    for (const Date day : {from, to == forever ? from : to + 1}) {
      if (version.from < day && day <= std::min(version.to, law.horizon())) days.insert(day);
    }
  };
  for (const ProvisionRow& row : law::provisions) add(row.from, row.to);
  for (const Citation& row : law::citations) add(row.from, row.to);
  for (const Transition& row : transitions) add(row.in_force.from, row.in_force.to);
  return days;
}

std::string changes_on(Date day, const LawBook& law) {
  const std::vector<std::string> before = lines_of(to_markdown(law, day - 1, Language::en));
  std::string made;
  for (const std::string& line : lines_of(to_markdown(law, day, Language::en))) {
    if (std::find(before.begin(), before.end(), line) == before.end()) made += line + '\n';
  }
  return made;
}

std::string version_section(const Version& version, const LawBook& law) {
  std::string made = "## " + std::string(version.code) + ", from " + iso(version.from);
  if (version.to != forever) made += " to " + iso(version.to);
  made += "\n\n" + std::string(version.text) + ": " + std::string(version.change) + ".\n\n";
  made += "```mermaid\n" + to_mermaid(law, version.from, Language::en) + "```\n\n";
  const std::string table = to_markdown(law, version.from, Language::en);
  made += with_links(table) + '\n';
  const std::vector<std::string> lines = lines_of(table);
  for (const Date day : turning_days(version, law)) {
    const std::string changed = changes_on(day, law);
    if (changed.empty()) continue;
    made += "From " + iso(day) + " these rows are new or read differently:\n\n" + lines[0] + '\n' + lines[1] + '\n' + with_links(changed) + '\n';
  }
  return made;
}

// --- rules ---------------------------------------------------------------------------------------------------------------------------

std::string citations_of(Rule rule, const LawBook& law) {
  std::string made = row_of("article", "text", "from", "to", "mark", "read in") + row_of("---", "---", "---", "---", "---", "---");
  for (const std::uint8_t link : law.citation_links(rule)) {
    const Citation& row = law::citations[link];
    made += row_of(row.article, row.title, iso(row.from), iso(row.to), text(row.mark), row.source);
  }
  return made + '\n';
}

std::string delays_of(Rule rule) {
  std::string rows;
  for (const DelayRow& row : law::delays) {
    if (row.rule != rule) continue;
    const std::string_view policy = row.scope == PolicyScope::any ? "every policy" : row.scope == PolicyScope::sne ? "`sne`" : "`law`";
    const std::string length = std::to_string(row.value) + (row.unit == DelayUnit::month ? " month" : " day") + (row.value == 1 ? "" : "s");
    rows += row_of(code(row.name), length, policy, iso(row.from), iso(row.to), text(row.mark), law::citations[row.citation].article);
  }
  if (rows.empty()) return {};
  return row_of("delay", "length", "policy", "from", "to", "mark", "source") + row_of("---", "---", "---", "---", "---", "---", "---") + rows + '\n';
}

std::string provisions_of(Rule rule) {
  std::string rows;
  for (const ProvisionRow& row : law::provisions) {
    if (row.rule == rule) rows += row_of(code(row.name), row.note, iso(row.from), iso(row.to), text(row.mark));
  }
  if (rows.empty()) return {};
  return row_of("provision", "what it says", "from", "to", "mark") + row_of("---", "---", "---", "---", "---") + rows + '\n';
}

std::string motives_of(Rule rule) {
  std::string rows;
  for (const MotiveRow& row : law::motives) {
    if (row.rule == rule) rows += row_of(code(row.letter), row.label_en, row.label_fr, code(row.interface_code), iso(row.from), iso(row.to));
  }
  if (rows.empty()) return {};
  return row_of("motive", "English", "French", "interface", "from", "to") + row_of("---", "---", "---", "---", "---", "---") + rows + '\n';
}

std::string codes_of(Rule rule, bool warning, std::string_view heading, const std::set<Given>& given) {
  std::string rows;
  for (const Given& one : given) {
    if (one.rule != rule || one.warning != warning) continue;
    rows += row_of(code(text(one.code)), in_words(one.code, Language::en), in_words(one.code, Language::fr));
  }
  if (rows.empty()) return {};
  return row_of(heading, "English", "French") + row_of("---", "---", "---") + rows + '\n';
}

// --- error-codes.md ------------------------------------------------------------------------------------------------------------------

std::string rules_giving(ReasonCode reason, const std::set<Given>& given) {
  std::vector<std::string> links;
  for (const Given& one : given) {
    std::string link = link_to(one.rule, "rules/");
    if (one.code == reason && std::find(links.begin(), links.end(), link) == links.end()) links.push_back(std::move(link));
  }
  return joined(links, " ");
}

std::string reasons_table(const Kinds& kinds, const std::set<Given>& given) {
  std::string made = row_of("number", "code", "kind", "English", "French", "rules") + row_of("---:", "---", "---", "---", "---", "---");
  for (const ReasonRow& row : law::reasons) {
    const auto kind = kinds.find(row.name);
    const std::string number = std::to_string(static_cast<int>(row.code));
    made += row_of(number, code(row.name), kind == kinds.end() ? std::string() : kind->second, in_words(row.code, Language::en),
                   in_words(row.code, Language::fr), rules_giving(row.code, given));
  }
  return made;
}

std::string faults_table() {
  std::string made = row_of("number", "code", "English", "French") + row_of("---:", "---", "---", "---");
  for (std::uint16_t number = 1; text(static_cast<Errc>(number)) != "UNKNOWN_FAULT"; ++number) {
    const auto fault = static_cast<Errc>(number);
    made += row_of(std::to_string(number), code(text(fault)), explain(fault, {}, Language::en), explain(fault, {}, Language::fr));
  }
  return made;
}

std::string issues_table() {
  std::string made = row_of("number", "code", "English", "French", "rule") + row_of("---:", "---", "---", "---", "---");
  for (std::uint8_t number = 1; text(static_cast<NumberIssueCode>(number)) != "UNKNOWN_ISSUE"; ++number) {
    const auto issue = static_cast<NumberIssueCode>(number);
    made += with_links(row_of(std::to_string(number), code(text(issue)), in_words(issue, Language::en), in_words(issue, Language::fr),
                              code(sne::rule(issue))));
  }
  return made;
}

}  // namespace

std::string lifecycle_page(const LawBook& law) {
  std::string made =
      "# The lifecycle\n\n"
      "Generated by `sne-docgen` from the transition table and the law's data; change those, not this page.\n\n"
      "A row says from which states an event starts, who may do it, where it leads, what may refuse it, and the rule with its article in force. "
      "*Registered* stands for active or expired, which the dates alone tell apart.\n\n";
  made += names_of<State>("state") + '\n' + names_of<EventKind>("event") + '\n';
  for (const Version& version : law::versions) made += version_section(version, law);
  made.pop_back();
  return made;
}

std::string error_codes_page(const Kinds& kinds, const std::set<Given>& given) {
  return "# Error codes\n\n"
         "Generated by `sne-docgen` from the law's data, the messages and the engine. Numbers and names are frozen; sentences may improve.\n\n"
         "Three lists that are never mixed: reasons belong to decisions, faults to input that cannot be read, issues to unique numbers.\n\n"
         "## Reasons and warnings\n\n"
         "A decision carries them with the field at fault. *Either*: a refusal under one rule or policy, a warning under another. The sentence is "
         "the general one; an explanation adds the dates and, for some rules, says it more precisely.\n\n" +
         reasons_table(kinds, given) +
         "\n## Faults\n\n"
         "Malformed input, with its row, its field and its place, never its content.\n\n" +
         faults_table() +
         "\n## Issues of a unique number\n\n" + issues_table();
}

std::string rule_head(Rule rule, const LawBook& law, const std::set<Given>& given) {
  const RuleInfo& info = law::rules[static_cast<std::size_t>(rule)];
  std::string made = "**" + std::string(info.title_en) + ".**  \n*" + std::string(info.title_fr) + ".*\n\n";
  made += "Reference: " + std::string(info.lc) + ". Sources: [where the texts were read](../sources.md).\n\n";
  made += citations_of(rule, law) + delays_of(rule) + provisions_of(rule) + motives_of(rule);
  made += codes_of(rule, false, "refuses with", given) + codes_of(rule, true, "warns of", given);
  return made;
}

}  // namespace sne::docs
