#include <algorithm>
#include <array>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <pybind11/stl.h>

#include <sne/arrow_kernels.hpp>
#include <sne/eligibility_words.hpp>
#include <sne/verdict_tree.hpp>

#include "arrow.hpp"
#include "module.hpp"

/// The column kernels seen from Python: columns in, a table out, the lock released in between.
namespace sne::python {

namespace {

using Threads = std::optional<std::int64_t>;

/// How many threads at most: as many as asked, or as there are cores.
std::size_t threads_for(const Threads& asked) {
  if (asked && (*asked < 1 || *asked > 1024)) raise_format_error(Errc::bad_number, "threads");
  return asked ? static_cast<std::size_t>(*asked) : std::max(1U, std::thread::hardware_concurrency());
}

ArrowColumn column_of(const py::object& given, const ColumnAsked& asked) { return ArrowInput(given, asked).column(); }

/// The columns of a kernel, in its order; None is an optional one that was left out.
template <class Inputs>
Inputs inputs_of(std::initializer_list<py::object> columns) {
  const auto* next = columns.begin();
  return Inputs::from([&next](const ColumnAsked& asked, kernels::Presence presence) {
    const py::object& column = *next++;
    return presence == kernels::Presence::optional ? ArrowInput::if_given(column, asked).column() : column_of(column, asked);
  });
}

/// Runs a kernel without the lock.
template <class Kernel>
OutputTable table_from(const Threads& asked, const Kernel& kernel) {
  const std::size_t threads = threads_for(asked);
  const py::gil_scoped_release unlocked;
  ColumnResult<OutputTable> table = kernel(threads);
  if (!table) throw ColumnError(table.error());
  return *std::move(table);
}

/// One cell: its value, none where it is missing, or why it cannot be read.
template <class Value>
using Cell = Result<std::optional<Value>>;

template <class Value>
Cell<Value> at(const ArrowColumn& column, std::size_t row) {
  if (column.absent()) return std::optional<Value>();
  ColumnBlock<Value> block;
  if (const auto fault = column.read({row, 1}, block)) return fault->code;
  if (!block.faults.empty()) return block.faults.front().code;
  return block.column.valid[0] ? std::optional<Value>(block.column.values[0]) : std::nullopt;
}

/// The fault of the first cell that has one, in the order of the columns of a kernel: it is the status of the row.
template <class... Cells>
std::optional<Errc> fault_in(const Cells&... cells) {
  std::optional<Errc> first;
  const auto faulted = [&first](const auto& cell) {
    if (!cell) first = cell.error().code;
    return !cell;
  };
  static_cast<void>((faulted(cells) || ...));
  return first;
}

/// "The amount is out of range. [BAD_AMOUNT]"
std::string explain_fault(Errc code, Language language) { return explain(code, {}, language) + " [" + std::string(text(code)) + ']'; }

Language language_of(const std::string& name) { return to_code<Language>(to_str(name), "language"); }

/// What `Table.explain` calls: `words(row, language)` gives a text.
template <class Words>
py::object explainer(Words words) {
  return py::cpp_function([words = std::move(words)](std::size_t row, const std::string& language) { return words(row, language_of(language)); });
}

// Numbers

std::string lines_of(const std::vector<std::string>& lines) {
  std::string made;
  for (const std::string& line : lines) {
    if (!made.empty()) made += '\n';
    made += line;
  }
  return made;
}

std::string explain_number(const ArrowColumn& texts, std::size_t row, Language language) {
  TextBlock block;
  if (const auto fault = texts.read({row, 1}, block)) return explain_fault(fault->code, language);
  const Result<std::string_view> text = block.column.read(0);
  if (!block.faults.empty()) return explain_fault(block.faults.front().code, language);
  if (!text) return explain_fault(text.error().code, language);
  std::vector<std::string> lines;
  if (const Result<UniqueNumber> number = UniqueNumber::parse(*text)) {
    const NumberText grouped = number->format(NumberStyle::grouped);
    lines.emplace_back(grouped.view());
  }
  for (const NumberIssue& issue : UniqueNumber::check(*text)) {
    lines.push_back(explain(issue, language) + " [" + std::string(sne::text(issue.code)) + "; " + std::string(rule(issue.code)) + ']');
  }
  return lines_of(lines);
}

py::object parse_number_rows(const py::object& numbers, Threads threads) {
  const ArrowColumn texts = column_of(numbers, kernels::numbers_asked());
  return to_table(table_from(threads, [&](std::size_t most) { return kernels::parse_numbers(texts, most); }),
                  explainer([texts](std::size_t row, Language language) { return explain_number(texts, row, language); }));
}

// Renewal

/// What one call of `deadlines` needs besides its column; Python keeps the last ones.
struct DeadlineRules {
  LawBook law;
  Policy policy;
  Date day;
  RenewalTable table;

  DeadlineRules(const LawBook& book, const Policy& applied, const py::object& as_of)
      : law(book), policy(applied), day(to_date(as_of, "as_of")), table(book, applied, day) {}
};
using SharedDeadlines = std::shared_ptr<const DeadlineRules>;

/// "last day of validity: 28 February 2025"
std::string named(const std::string& name, std::string_view value, Language language) {
  return name + (language == Language::fr ? "\u202f: " : ": ") + std::string(value);
}

std::string explain_deadlines(const DeadlineRules& rules, const Cell<Date>& cell, Language language) {
  if (!cell) return explain_fault(cell.error().code, language);
  const std::optional<Date>& base = *cell;
  if (!base) return explain_fault(Errc::missing_value, language);
  const Result<RenewalCalendar> calendar = RenewalCalendar::from(*base, rules.law);
  if (!calendar) return explain_fault(calendar.error().code, language);
  const RenewalStatus standing = renewal_status(*calendar, *base, rules.day, rules.policy.scope);
  std::vector<std::string> lines{named(in_words(rules.day, language), text(standing), language)};
  for (const ExplainedDeadline& one : explain(*calendar, rules.law, language)) {
    lines.push_back(named(one.name, one.text, language) + " [" + one.ground.text + "; " + one.ground.mark + ']');
  }
  return lines_of(lines);
}

ArrowColumn base_of(const py::object& base, bool days) { return column_of(base, kernels::base_asked(days ? Asked::day_count : Asked::day)); }

py::object deadline_rows(const py::object& base, const SharedDeadlines& rules, bool days, Threads threads) {
  const ArrowColumn bases = base_of(base, days);
  return to_table(table_from(threads, [&](std::size_t most) { return kernels::deadlines(bases, rules->table, most); }),
                  explainer([bases, rules](std::size_t row, Language language) { return explain_deadlines(*rules, at<Date>(bases, row), language); }));
}

// Notices

std::string explain_notice(const kernels::NoticeInputs& wishes, std::size_t row, Date day, const LawBook& law, Language language) {
  const auto online = at<std::uint8_t>(wishes.online_user, row);
  const auto post = at<std::uint8_t>(wishes.wants_post, row);
  const auto email = at<std::uint8_t>(wishes.accepts_email, row);
  const auto known = at<std::uint8_t>(wishes.email_known, row);
  if (const auto fault = fault_in(online, post, email, known)) return explain_fault(*fault, language);
  if (!*online || !*post || !*email || !*known) return explain_fault(Errc::missing_value, language);
  Demand demand;
  demand.online_user = **online != 0;
  demand.wants_post = **post != 0;
  demand.accepts_email = **email != 0;
  demand.email_known = **known != 0;
  const NoticeChannels due = notice_channels(demand, day, law);
  std::string channels;
  for (const auto& [name, asked] : {std::pair{"post", due.post}, std::pair{"email", due.email}, std::pair{"delivery_proof", due.delivery_proof}}) {
    if (asked) channels.append(channels.empty() ? "" : ", ").append(name);
  }
  const Citation& citation = law.citation(Rule::renewal_notice_channel, day);
  const std::string line = named(in_words(EventKind::notice, language), channels, language);
  return line + " [" + std::string(id_of(Rule::renewal_notice_channel)) + "; " + std::string(citation.article) + "; " + in_words(citation.mark, language) + ']';
}

py::object notice_channel_rows(const py::object& online_user, const py::object& wants_post, const py::object& accepts_email,
                               const py::object& email_known, const py::object& day, const LawBook& law, Threads threads) {
  const auto wishes = inputs_of<kernels::NoticeInputs>({online_user, wants_post, accepts_email, email_known});
  const Date on = to_date(day, "day");
  return to_table(table_from(threads, [&](std::size_t most) { return kernels::notice_channels(wishes, on, law, most); }),
                  explainer([wishes, on, law](std::size_t row, Language language) { return explain_notice(wishes, row, on, law, language); }));
}

// Communes

/// What one call needs besides its column; Python keeps the last ones.
struct CommuneRules {
  Policy policy;
  Date day;
  CommuneTable table;

  CommuneRules(const py::object& on, const Policy& applied) : policy(applied), day(to_date(on, "day")), table(day, applied) {}
};
using SharedCommunes = std::shared_ptr<const CommuneRules>;

std::string explain_commune(const ArrowColumn& codes, std::size_t row, const CommuneRules& rules, Language language) {
  TextBlock block;
  if (const auto fault = codes.read({row, 1}, block)) return explain_fault(fault->code, language);
  const Result<std::string_view> code = block.column.read(0);
  if (!code) return explain_fault(code.error().code, language);
  const Result<Commune> commune = Commune::parse(*code);
  if (!commune) return explain_fault(commune.error().code, language);
  const Result<Commune> current = current_commune(*commune, rules.day);
  if (!current) return explain_fault(current.error().code, language);
  std::vector<std::string> lines;
  const auto put = [&lines](std::string_view written, std::string_view name) {
    lines.push_back(std::string(written) + ' ' + std::string(name) + " [" + std::string(id_of(Rule::territory_commune)) + ']');
  };
  if (const auto record = find_commune(*current)) put(current->code(), record->name);
  const ZoneAnswer zone = ceiling_zone(*commune, rules.day, rules.policy.readings.pierrefitte);
  if (zone.zone != CeilingZone::none) {
    lines.push_back(in_words(zone.zone, language) + " [" + std::string(id_of(zone.rule)) + "; " + in_words(zone.mark, language) + ']');
  }
  if (const auto region = region_of(*commune, rules.day)) put(region->code, region->name);
  if (const auto body = epci_of(*commune)) put(body->siren, body->name);
  return lines_of(lines);
}

py::object commune_rows(const py::object& code, const SharedCommunes& rules, Threads threads) {
  const ArrowColumn codes = column_of(code, kernels::codes_asked());
  return to_table(table_from(threads, [&](std::size_t most) { return kernels::communes(codes, rules->table, most); }),
                  explainer([codes, rules](std::size_t row, Language language) { return explain_commune(codes, row, *rules, language); }));
}

// Ceilings and incomes

/// What one call needs besides its columns; Python keeps the last ones.
struct CeilingRules {
  LawBook law;
  Policy policy;
  Product product;
  Date day;
  CeilingLookup table;

  CeilingRules(const std::string& product_asked, const py::object& on, const LawBook& book, const Policy& applied)
      : law(book),
        policy(applied),
        product(to_code<Product>(to_str(product_asked), "product")),
        day(to_date(on, "day")),
        table(read(CeilingLookup::of(product, day, book, applied), "day")) {}
};
using SharedCeilings = std::shared_ptr<const CeilingRules>;

/// One row as the scalar functions ask for it.
struct HouseholdRow {
  CeilingZone zone{};
  HouseholdCategory household{};
};

Result<HouseholdRow> household_of(const kernels::HouseholdInputs& inputs, std::size_t row) {
  const auto zone = at<std::uint8_t>(inputs.zone, row);
  const auto category = at<std::uint8_t>(inputs.category, row);
  const auto extra = inputs.extra.absent() ? Cell<std::uint8_t>(std::optional<std::uint8_t>(0)) : at<std::uint8_t>(inputs.extra, row);
  if (const auto fault = fault_in(zone, category, extra)) return *fault;
  if (!*zone || !*category || !*extra) return Errc::missing_value;
  if (**zone >= CodeNames<CeilingZone>::list.size()) return Errc::unknown_code;
  return HouseholdRow{static_cast<CeilingZone>(**zone), {**category, **extra}};
}

std::string explain_ceiling(const kernels::HouseholdInputs& inputs, std::size_t row, const CeilingRules& rules, Language language) {
  const Result<HouseholdRow> asked = household_of(inputs, row);
  if (!asked) return explain_fault(asked.error().code, language);
  const Result<CeilingAmount> amount = ceiling(rules.product, asked->zone, asked->household, rules.day, rules.law, rules.policy);
  if (!amount) return explain_fault(amount.error().code, language);
  const Citation citation = ceiling_citation(*amount, rules.law);
  const std::string place = in_words(rules.product, language) + ", " + in_words(asked->zone, language);
  const std::string euros = amount->known() ? money_in_words(std::int64_t{amount->euros} * 100, language) : in_words(ReasonCode::no_ceiling, language);
  return named(place, euros, language) + " [" + std::string(id_of(amount->rule)) + "; " + std::string(citation.title) + "; " +
         in_words(amount->mark, language) + ']';
}

// The income of one row in words

/// What the scalar functions say of one row.
struct JudgedRow {
  CeilingAmount amount{};
  AmountRange base{};
  LaterSum n_1{}, months{};
  IncomeVerdict verdict{};
};

/// The sums of a row as the incomes of one holder, of whom nothing else is known.
Person holder_of(const JudgedRow& row, Date on) {
  const auto year = static_cast<IncomePeriod>(on.civil().year);
  Person holder;
  holder.born = *Date::of(year - 40, 1, 1);
  if (row.base.settled()) holder.incomes.add({static_cast<IncomePeriod>(year - 2), IncomeKind::notice, 0, row.base.low});
  if (row.n_1.usable) holder.incomes.add({static_cast<IncomePeriod>(year - 1), IncomeKind::notice, 0, row.n_1.cents});
  if (row.months.usable) holder.incomes.add({last_twelve_months, IncomeKind::pay_12_months, 0, row.months.cents});
  return holder;
}

IncomeAnswer answer_of(const JudgedRow& row) {
  IncomeAnswer answer;
  answer.amount = choose_income(row.base, row.n_1, row.months).amount;
  answer.basis = row.verdict.basis;
  answer.n_2 = row.base;
  return answer;
}

Verdict verdict_of(const JudgedRow& row, const HouseholdRow& asked, const CeilingRules& rules) {
  Verdict verdict;
  verdict.product = rules.product;
  verdict.zone = asked.zone;
  verdict.outcome = row.verdict.outcome;
  verdict.judged_on = rules.day;
  verdict.provisional = rules.day > rules.law.horizon();
  verdict.category = CategoryAnswer{asked.household, CategoryBasis::by_number};
  verdict.ceiling = row.amount;
  verdict.mark = row.amount.mark;
  verdict.law = rules.law.digest();
  if (row.verdict.basis != IncomeBasis::unknown) {
    verdict.income = row.verdict.income;
    verdict.basis = row.verdict.basis;
  }
  if (row.verdict.reason != ReasonCode{}) verdict.reasons.add({row.verdict.reason, row.verdict.rule, Input::income, no_row});
  return verdict;
}

/// Only what a row knows: the sums, the ceiling, the comparison. A row has no persons.
void keep_what_a_row_knows(std::vector<ExplainedNode>& tree) {
  bool kept = false;
  std::erase_if(tree, [&kept](const ExplainedNode& one) {
    if (one.node.depth == 0) kept = one.node.key == "income" || one.node.key == "product";
    return !kept || one.node.kind == NodeKind::person;
  });
}

std::string in_words(const JudgedRow& row, const HouseholdRow& asked, const CeilingRules& rules, Language language) {
  const std::array<Person, 1> holder{holder_of(row, rules.day)};
  Household home;
  home.persons = holder;
  Letting letting;
  letting.zone = asked.zone;
  VerdictTree tree;
  tree.question(home, letting, rules.day, rules.law, rules.policy);
  tree.composed(home, compose(home, rules.day, rules.law, rules.policy.readings));
  tree.income(answer_of(row), Whose::household);
  tree.ceiling(row.amount, row.amount);
  const Verdict verdict = verdict_of(row, asked, rules);
  tree.verdict(verdict);
  VerdictExplanation explanation = explain(verdict, home, tree, rules.law, language);
  keep_what_a_row_knows(explanation.tree);
  return to_text(explanation);
}

std::string explain_incomes(const kernels::IncomeInputs& inputs, std::size_t row, const CeilingRules& rules, Language language) {
  const kernels::HouseholdInputs& home = inputs.household;
  const auto sum_2 = at<std::int64_t>(inputs.n_2, row);
  const auto sum_1 = at<std::int64_t>(inputs.n_1, row);
  const auto sum_12 = at<std::int64_t>(inputs.months, row);
  // Every cell is read before the row is judged: the fault of a sum prevails over a missing zone, as in the status.
  const auto fault = fault_in(at<std::uint8_t>(home.zone, row), at<std::uint8_t>(home.category, row), at<std::uint8_t>(home.extra, row), sum_2, sum_1,
                              sum_12);
  if (fault) return explain_fault(*fault, language);
  const Result<HouseholdRow> asked = household_of(home, row);
  if (!asked) return explain_fault(asked.error().code, language);
  const Result<CeilingAmount> amount = ceiling(rules.product, asked->zone, asked->household, rules.day, rules.law, rules.policy);
  if (!amount) return explain_fault(amount.error().code, language);
  const std::optional<std::int64_t> n_2 = *sum_2;
  const std::optional<std::int64_t> n_1 = *sum_1;
  const std::optional<std::int64_t> months = *sum_12;
  for (const auto& sum : {n_2, n_1, months}) {
    if (sum && !household::amount_in_range(*sum)) return explain_fault(Errc::bad_amount, language);
  }
  JudgedRow judged;
  judged.amount = *amount;
  judged.base = n_2 ? AmountRange{*n_2, *n_2} : AmountRange{0, AmountRange::unbounded};
  judged.n_1 = {n_1.has_value(), n_1.value_or(0)};
  judged.months = {months.has_value(), months.value_or(0)};
  judged.verdict = judge_incomes(n_2, judged.n_1, judged.months, amount->euros);
  return in_words(judged, *asked, rules, language);
}

// Households and demands

py::object ceiling_rows(const py::object& zone, const py::object& category, const py::object& extra, const SharedCeilings& rules,
                        Threads threads) {
  const auto inputs = inputs_of<kernels::HouseholdInputs>({zone, category, extra});
  return to_table(table_from(threads, [&](std::size_t most) { return kernels::ceilings(inputs, rules->table, most); }),
                  explainer([inputs, rules](std::size_t row, Language language) { return explain_ceiling(inputs, row, *rules, language); }));
}

py::object income_rows(const kernels::IncomeInputs& inputs, const SharedCeilings& rules, Threads threads) {
  return to_table(table_from(threads, [&](std::size_t most) { return kernels::judge_incomes(inputs, rules->table, most); }),
                  explainer([inputs, rules](std::size_t row, Language language) { return explain_incomes(inputs, row, *rules, language); }));
}

py::object demand_rows(const ArrowColumn& bases, const SharedDeadlines& calendar, const kernels::IncomeInputs& inputs, const SharedCeilings& rules,
                       Threads threads) {
  return to_table(
      table_from(threads, [&](std::size_t most) { return kernels::judge_demands(bases, calendar->table, inputs, rules->table, most); }),
      explainer([bases, calendar, inputs, rules](std::size_t row, Language language) {
        return explain_deadlines(*calendar, at<Date>(bases, row), language) + '\n' + explain_incomes(inputs, row, *rules, language);
      }));
}

py::dict fault_names() {
  py::dict names;
  for (std::uint16_t i = 1; i < 1000; ++i) {
    const std::string_view name = text(static_cast<Errc>(i));
    if (name != "UNKNOWN_FAULT") names[py::int_(i)] = to_str(name);
  }
  return names;
}

/// The names of the codes of each column, in the order of their numbers, without the empty one.
py::dict code_names() {
  py::dict names;
  const auto put = [&names](const char* column, const auto& list) {
    py::list held;
    for (const std::string_view name : list) {
      if (!name.empty()) held.append(to_str(name));
    }
    names[column] = py::tuple(held);
  };
  put("standing", CodeNames<RenewalStatus>::list);
  put("outcome", CodeNames<Eligibility>::list);
  put("basis", CodeNames<IncomeBasis>::list);
  put("zone", CodeNames<CeilingZone>::list);
  put("reason", kernels::reason_names());
  put("rule", kernels::rule_names());
  return names;
}

}  // namespace

void bind_kernels(py::module_& core) {
  py::class_<DeadlineRules, std::shared_ptr<DeadlineRules>>(core, "DeadlineRules", "The calendars of every base date under a law book and a policy, as of a day.")
      .def(py::init<const LawBook&, const Policy&, const py::object&>(), py::arg("law"), py::arg("policy"), py::arg("as_of"));
  py::class_<CeilingRules, std::shared_ptr<CeilingRules>>(core, "CeilingRules", "The ceilings of a product on a day under a law book and a policy.")
      .def(py::init<const std::string&, const py::object&, const LawBook&, const Policy&>(), py::arg("product"), py::arg("day"), py::arg("law"),
           py::arg("policy"));
  py::class_<CommuneRules, std::shared_ptr<CommuneRules>>(core, "CommuneRules", "The communes as they are on a day.")
      .def(py::init<const py::object&, const Policy&>(), py::arg("day"), py::arg("policy"));
  core.def("fault_names", &fault_names, "The names of the faults by their numbers, as a column `status` holds them.");
  core.def("code_names", &code_names, "The names of the codes of each column of codes, in the order of their numbers.");
  core.def("parse_number_rows", &parse_number_rows, py::arg("numbers"), py::arg("threads"));
  core.def("deadline_rows", &deadline_rows, py::arg("base"), py::arg("rules").none(false), py::arg("days"), py::arg("threads"));
  core.def("notice_channel_rows", &notice_channel_rows, py::arg("online_user"), py::arg("wants_post"), py::arg("accepts_email"), py::arg("email_known"),
           py::arg("day"), py::arg("law"), py::arg("threads"));
  core.def("commune_rows", &commune_rows, py::arg("code"), py::arg("rules").none(false), py::arg("threads"));
  core.def("ceiling_rows", &ceiling_rows, py::arg("zone"), py::arg("category"), py::arg("extra"), py::arg("rules").none(false), py::arg("threads"));
  core.def(
      "income_rows",
      [](const py::object& zone, const py::object& category, const py::object& n_2, const py::object& n_1, const py::object& months,
         const py::object& extra, const SharedCeilings& rules,
         Threads threads) { return income_rows(inputs_of<kernels::IncomeInputs>({zone, category, extra, n_2, n_1, months}), rules, threads); },
      py::arg("zone"), py::arg("category"), py::arg("n_2"), py::arg("n_1"), py::arg("months"), py::arg("extra"), py::arg("rules").none(false),
      py::arg("threads"));
  core.def(
      "demand_rows",
      [](const py::object& base, const SharedDeadlines& calendar, const py::object& zone, const py::object& category, const py::object& n_2,
         const py::object& n_1, const py::object& months, const py::object& extra, const SharedCeilings& rules, bool days, Threads threads) {
        const ArrowColumn bases = base_of(base, days);
        return demand_rows(bases, calendar, inputs_of<kernels::IncomeInputs>({zone, category, extra, n_2, n_1, months}), rules, threads);
      },
      py::arg("base"), py::arg("calendar").none(false), py::arg("zone"), py::arg("category"), py::arg("n_2"), py::arg("n_1"), py::arg("months"),
      py::arg("extra"), py::arg("rules").none(false), py::arg("days"), py::arg("threads"));
}

}  // namespace sne::python
