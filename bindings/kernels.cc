#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include <pybind11/stl.h>

#include <sne/columns.hpp>
#include <sne/verdict_tree.hpp>

#include "arrow.hpp"
#include "module.hpp"

/// The column kernels seen from Python: columns in, a table out, the lock released in between.
namespace sne::python {

namespace {

// Sharing out

/// Below this a second thread costs more than it brings.
constexpr std::size_t rows_worth_a_thread = 65536;

using Threads = std::optional<std::int64_t>;

/// How many threads: as many as asked, or as there are cores; never more than the rows are worth.
std::size_t threads_for(std::size_t rows, const Threads& asked) {
  if (asked && (*asked < 1 || *asked > 1024)) raise_format_error(Errc::bad_number, "threads");
  const std::size_t most = asked ? static_cast<std::size_t>(*asked) : std::max(1U, std::thread::hardware_concurrency());
  return std::clamp<std::size_t>(rows / rows_worth_a_thread, 1, most);
}

/// Runs `work` over parts of the blocks, one thread for each; blocks are disjoint, so that the answer does not depend on the threads. What the
/// first part throws is thrown. Needs no lock.
template <class Work>
void share_out(std::span<const RowRange> blocks, std::size_t threads, const Work& work) {
  std::vector<std::exception_ptr> thrown(threads);
  const auto part = [&](std::size_t i) noexcept {
    const std::size_t from = blocks.size() * i / threads;
    const std::size_t to = blocks.size() * (i + 1) / threads;
    try {
      work(blocks.subspan(from, to - from));
    } catch (...) {
      thrown[i] = std::current_exception();
    }
  };
  {
    std::vector<std::thread> others;
    others.reserve(threads - 1);
    for (std::size_t i = 1; i < threads; ++i) others.emplace_back(part, i);
    part(0);
    for (std::thread& other : others) other.join();
  }
  for (const std::exception_ptr& one : thrown) {
    if (one) std::rethrow_exception(one);
  }
}

/// The value of one row, or none; a cell that cannot be read is none.
template <class Value>
std::optional<Value> at(const ArrowInput& input, std::size_t row) {
  if (input.absent()) return std::nullopt;
  ColumnBlock<Value> block;
  input.read({row, 1}, block);
  if (!block.column.valid[0] || !block.faults.empty()) return std::nullopt;
  return block.column.values[0];
}

Language language_of(const std::string& name) { return to_code<Language>(to_str(name), "language"); }

/// What `Table.explain` calls: `words(row, language)` gives a text.
template <class Words>
py::object explainer(Words words) {
  return py::cpp_function([words = std::move(words)](std::size_t row, const std::string& language) { return words(row, language_of(language)); });
}

// Numbers

struct NumberBlock {
  TextBlock texts{};
  std::array<Territory, block_rows> territory{};
  std::array<std::int32_t, block_rows> month{};
};

struct NumberTable {
  std::span<ColumnStatus> status;
  std::span<std::uint8_t> at;
  std::span<UniqueNumber> number;
  std::span<std::array<char, 3>> territory;
  std::span<Date> month;
  std::span<std::uint32_t> sequence;
  std::span<RegistrarCode> registrar;

  explicit NumberTable(TableDraft& out)
      : status(out.status()),
        at(out.numbers<std::uint8_t>("at", MissingWhen::never)),
        number(out.texts<UniqueNumber>("number")),
        territory(out.texts<std::array<char, 3>>("territory")),
        month(out.days("month")),
        sequence(out.numbers<std::uint32_t>("sequence")),
        registrar(out.texts<RegistrarCode>("registrar")) {}

  void read(RowRange rows, NumberBlock& block) const noexcept {
    const std::span territories = std::span(block.territory).first(rows.count);
    const std::span months = std::span(block.month).first(rows.count);
    parse_numbers(block.texts.column, {.status = cut(status, rows),
                                       .at = cut(at, rows),
                                       .number = cut(number, rows),
                                       .territory = territories,
                                       .month = months,
                                       .sequence = cut(sequence, rows),
                                       .registrar = cut(registrar, rows)});
    put_faults(cut(status, rows), block.texts);
    for (std::size_t i = 0; i < rows.count; ++i) {
      const std::string_view code = territories[i].code();
      std::copy(code.begin(), code.end(), territory[rows.from + i].begin());
      month[rows.from + i] = months[i] == 0 ? no_day : *Date::of(months[i] / 12, months[i] % 12 + 1, 1);
    }
  }
};

std::string lines_of(const std::vector<std::string>& lines) {
  std::string made;
  for (const std::string& line : lines) {
    if (!made.empty()) made += '\n';
    made += line;
  }
  return made;
}

std::string explain_number(const ArrowInput& texts, std::size_t row, Language language) {
  TextBlock block;
  texts.read({row, 1}, block);
  const Result<std::string_view> text = block.column.read(0);
  if (!block.faults.empty()) return explain(block.faults.front().code, {}, language);
  if (!text) return explain(text.error().code, {}, language);
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
  const ArrowInput texts(numbers, {"numbers", Asked::text});
  const std::vector<RowRange> blocks = blocks_of({&texts});
  const std::size_t parts = threads_for(texts.size(), threads);
  TableDraft out(texts.size());
  const NumberTable table(out);
  OutputTable made;
  {
    const py::gil_scoped_release unlocked;
    share_out(blocks, parts, [&](std::span<const RowRange> part) {
      const auto block = std::make_unique<NumberBlock>();
      for (const RowRange rows : part) {
        texts.read(rows, block->texts);
        table.read(rows, *block);
      }
    });
    made = out.finish(parts);
  }
  return to_table(std::move(made), explainer([texts](std::size_t row, Language language) { return explain_number(texts, row, language); }));
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

std::string explain_deadlines(const DeadlineRules& rules, const std::optional<Date>& base, Language language) {
  if (!base) return explain(Errc::missing_value, {}, language);
  const Result<RenewalCalendar> calendar = RenewalCalendar::from(*base, rules.law);
  if (!calendar) return explain(calendar.error().code, {}, language);
  const RenewalStatus standing = renewal_status(*calendar, *base, rules.day, rules.policy.scope);
  std::vector<std::string> lines{named(in_words(rules.day, language), text(standing), language)};
  for (const ExplainedDeadline& one : explain(*calendar, rules.law, language)) {
    lines.push_back(named(one.name, one.text, language) + " [" + one.ground.text + "; " + one.ground.mark + ']');
  }
  return lines_of(lines);
}

struct RenewalSpans {
  std::span<ColumnStatus> status;
  std::span<Date> last_valid, notice_latest, radiation;
  std::span<RenewalStatus> standing;

  RenewalSpans(TableDraft& out, std::span<ColumnStatus> status_of_row)
      : status(status_of_row),
        last_valid(out.days("last_valid")),
        notice_latest(out.days("notice_latest")),
        radiation(out.days("radiation")),
        standing(out.codes<RenewalStatus>("standing")) {}

  [[nodiscard]] RenewalColumns columns(RowRange rows) const noexcept {
    return {.status = cut(status, rows),
            .last_valid = cut(last_valid, rows),
            .notice_latest = cut(notice_latest, rows),
            .radiation = cut(radiation, rows),
            .standing = cut(standing, rows)};
  }
};

ColumnAsked base_asked(bool days) { return {"base", days ? Asked::day_count : Asked::day}; }

py::object deadline_rows(const py::object& base, const SharedDeadlines& rules, bool days, Threads threads) {
  const ArrowInput bases(base, base_asked(days));
  const std::vector<RowRange> blocks = blocks_of({&bases});
  const std::size_t parts = threads_for(bases.size(), threads);
  TableDraft out(bases.size());
  const RenewalSpans spans(out, out.status());
  OutputTable made;
  {
    const py::gil_scoped_release unlocked;
    share_out(blocks, parts, [&](std::span<const RowRange> part) {
      ColumnBlock<Date> block;
      for (const RowRange rows : part) {
        bases.read(rows, block);
        rules->table.calendars(block.column, spans.columns(rows));
        put_faults(cut(spans.status, rows), block);
      }
    });
    made = out.finish(parts);
  }
  return to_table(std::move(made), explainer([bases, rules](std::size_t row, Language language) {
                    return explain_deadlines(*rules, at<Date>(bases, row), language);
                  }));
}

// Notices

struct WishBlocks {
  ColumnBlock<std::uint8_t> online_user, wants_post, accepts_email, email_known;
};

struct Wishes {
  ArrowInput online_user, wants_post, accepts_email, email_known;

  Wishes(const py::object& online, const py::object& post, const py::object& email, const py::object& known)
      : online_user(online, {"online_user", Asked::yes_no}),
        wants_post(post, {"wants_post", Asked::yes_no}),
        accepts_email(email, {"accepts_email", Asked::yes_no}),
        email_known(known, {"email_known", Asked::yes_no}) {}

  NoticeWishColumns read(RowRange rows, WishBlocks& block) const {
    online_user.read(rows, block.online_user);
    wants_post.read(rows, block.wants_post);
    accepts_email.read(rows, block.accepts_email);
    email_known.read(rows, block.email_known);
    return {block.online_user.column, block.wants_post.column, block.accepts_email.column, block.email_known.column};
  }
};

std::string explain_notice(const Wishes& wishes, std::size_t row, Date day, const LawBook& law, Language language) {
  const auto online = at<std::uint8_t>(wishes.online_user, row);
  const auto post = at<std::uint8_t>(wishes.wants_post, row);
  const auto email = at<std::uint8_t>(wishes.accepts_email, row);
  const auto known = at<std::uint8_t>(wishes.email_known, row);
  if (!online || !post || !email || !known) return explain(Errc::missing_value, {}, language);
  Demand demand;
  demand.online_user = *online != 0;
  demand.wants_post = *post != 0;
  demand.accepts_email = *email != 0;
  demand.email_known = *known != 0;
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
  const Wishes wishes(online_user, wants_post, accepts_email, email_known);
  const Date on = to_date(day, "day");
  const std::vector<RowRange> blocks = blocks_of({&wishes.online_user, &wishes.wants_post, &wishes.accepts_email, &wishes.email_known});
  const std::size_t parts = threads_for(wishes.online_user.size(), threads);
  TableDraft out(wishes.online_user.size());
  const std::span<ColumnStatus> status = out.status();
  const std::span<std::uint8_t> post = out.yes_no("post");
  const std::span<std::uint8_t> email = out.yes_no("email");
  const std::span<std::uint8_t> proof = out.yes_no("delivery_proof");
  OutputTable made;
  {
    const py::gil_scoped_release unlocked;
    share_out(blocks, parts, [&](std::span<const RowRange> part) {
      WishBlocks block;
      for (const RowRange rows : part) {
        const NoticeWishColumns read = wishes.read(rows, block);
        notice_channels(read, on, law,
                        {.status = cut(status, rows), .post = cut(post, rows), .email = cut(email, rows), .delivery_proof = cut(proof, rows)});
        put_faults(cut(status, rows), block.online_user, block.wants_post, block.accepts_email, block.email_known);
      }
    });
    made = out.finish(parts);
  }
  return to_table(std::move(made), explainer([wishes, on, law](std::size_t row, Language language) {
                    return explain_notice(wishes, row, on, law, language);
                  }));
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

struct HouseholdBlocks {
  ColumnBlock<std::uint8_t> zone, category, extra;
};

/// Of which household the ceiling is asked.
struct HouseholdInputs {
  ArrowInput zone, category, extra;

  HouseholdInputs(const py::object& zones, const py::object& categories, const py::object& further)
      : zone(zones, ColumnAsked::code<CeilingZone>("zone")),
        category(categories, {"category", Asked::whole}),
        extra(ArrowInput::if_given(further, {"extra", Asked::whole})) {}

  HouseholdColumns read(RowRange rows, HouseholdBlocks& block) const {
    zone.read(rows, block.zone);
    category.read(rows, block.category);
    extra.read(rows, block.extra);
    return {block.zone.column, block.category.column, block.extra.column};
  }
  static void put(std::span<ColumnStatus> status, const HouseholdBlocks& block) { put_faults(status, block.zone, block.category, block.extra); }
};

/// One row as the scalar functions ask for it.
struct HouseholdRow {
  CeilingZone zone{};
  HouseholdCategory household{};
};

std::optional<HouseholdRow> household_of(const HouseholdInputs& inputs, std::size_t row) {
  const auto zone = at<std::uint8_t>(inputs.zone, row);
  const auto category = at<std::uint8_t>(inputs.category, row);
  const auto extra = inputs.extra.absent() ? std::optional<std::uint8_t>(0) : at<std::uint8_t>(inputs.extra, row);
  if (!zone || !category || !extra || *zone >= CodeNames<CeilingZone>::list.size()) return std::nullopt;
  return HouseholdRow{static_cast<CeilingZone>(*zone), {*category, *extra}};
}

std::string explain_ceiling(const HouseholdInputs& inputs, std::size_t row, const CeilingRules& rules, Language language) {
  const std::optional<HouseholdRow> asked = household_of(inputs, row);
  if (!asked) return explain(Errc::missing_value, {}, language);
  const Result<CeilingAmount> amount = ceiling(rules.product, asked->zone, asked->household, rules.day, rules.law, rules.policy);
  if (!amount) return explain(amount.error().code, {}, language);
  const Citation citation = ceiling_citation(*amount, rules.law);
  const std::string place = in_words(rules.product, language) + ", " + in_words(asked->zone, language);
  const std::string euros = amount->known() ? money_in_words(std::int64_t{amount->euros} * 100, language) : in_words(ReasonCode::no_ceiling, language);
  return named(place, euros, language) + " [" + std::string(id_of(amount->rule)) + "; " + std::string(citation.title) + "; " +
         in_words(amount->mark, language) + ']';
}

struct IncomeBlocks {
  HouseholdBlocks household;
  ColumnBlock<std::int64_t> n_2, n_1, months;
};

struct IncomeInputs {
  HouseholdInputs household;
  ArrowInput n_2, n_1, months;

  IncomeInputs(HouseholdInputs of, const py::object& base, const py::object& later, const py::object& last)
      : household(std::move(of)),
        n_2(base, {"n_2", Asked::cents}),
        n_1(ArrowInput::if_given(later, {"n_1", Asked::cents})),
        months(ArrowInput::if_given(last, {"months", Asked::cents})) {}

  IncomeColumns read(RowRange rows, IncomeBlocks& block) const {
    const HouseholdColumns counts = household.read(rows, block.household);
    n_2.read(rows, block.n_2);
    n_1.read(rows, block.n_1);
    months.read(rows, block.months);
    return {counts.zone, counts.category, counts.extra, block.n_2.column, block.n_1.column, block.months.column};
  }
  static void put(std::span<ColumnStatus> status, const IncomeBlocks& block) {
    put_faults(status, block.n_2, block.n_1, block.months);
    HouseholdInputs::put(status, block.household);
  }
};

/// The names of every reason after an empty one, and the place of each among them.
std::vector<std::string_view> reason_names() {
  std::vector<std::string_view> names{""};
  for (const ReasonRow& row : law::reasons) names.push_back(row.name);
  return names;
}
constexpr auto reason_places = [] {
  std::array<std::uint16_t, 1024> places{};
  for (std::size_t i = 0; i < law::reasons.size(); ++i) places[static_cast<std::size_t>(law::reasons[i].code)] = static_cast<std::uint16_t>(i + 1);
  return places;
}();

std::vector<std::string_view> rule_names() {
  std::vector<std::string_view> names;
  names.reserve(law::rules.size());
  for (const auto& row : law::rules) names.push_back(row.id);
  return names;
}

/// What is written of a household, and what of it is missing: amounts that are not known.
struct IncomeSpans {
  std::span<ColumnStatus> status;
  std::span<Eligibility> outcome;
  std::span<IncomeBasis> basis;
  std::span<std::uint16_t> reason;
  std::span<std::uint8_t> rule;
  std::span<std::int32_t> ceiling;
  std::span<std::int64_t> income, margin;
  std::span<std::uint8_t> no_ceiling, no_income, no_margin;

  IncomeSpans(TableDraft& out, std::span<ColumnStatus> status_of_row)
      : status(status_of_row),
        outcome(out.codes<Eligibility>("outcome")),
        basis(out.codes<IncomeBasis>("basis")),
        reason(out.named<std::uint16_t>("reason", reason_names())),
        rule(out.named<std::uint8_t>("rule", rule_names())),
        ceiling(out.numbers<std::int32_t>("ceiling")),
        income(out.numbers<std::int64_t>("income")),
        margin(out.numbers<std::int64_t>("margin")),
        no_ceiling(out.missing("ceiling")),
        no_income(out.missing("income")),
        no_margin(out.missing("margin")) {}

  void judge(const CeilingLookup& table, const IncomeColumns& households, RowRange rows) const noexcept {
    const std::span rules{reinterpret_cast<Rule*>(rule.data()), rule.size()};
    table.judge(households, {.status = cut(status, rows),
                             .outcome = cut(outcome, rows),
                             .basis = cut(basis, rows),
                             .reason = cut(reason, rows),
                             .rule = cut(rules, rows),
                             .ceiling = cut(ceiling, rows),
                             .income = cut(income, rows),
                             .margin = cut(margin, rows)});
    for (std::size_t row = rows.from; row < rows.from + rows.count; ++row) {
      reason[row] = reason_places[reason[row]];
      no_ceiling[row] = static_cast<std::uint8_t>(ceiling[row] == 0);
      no_income[row] = static_cast<std::uint8_t>(basis[row] == IncomeBasis::unknown);
      no_margin[row] = no_ceiling[row] | no_income[row];
    }
  }
};

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

std::string explain_incomes(const IncomeInputs& inputs, std::size_t row, const CeilingRules& rules, Language language) {
  const std::optional<HouseholdRow> asked = household_of(inputs.household, row);
  if (!asked) return explain(Errc::missing_value, {}, language);
  const Result<CeilingAmount> amount = ceiling(rules.product, asked->zone, asked->household, rules.day, rules.law, rules.policy);
  if (!amount) return explain(amount.error().code, {}, language);
  const auto n_2 = at<std::int64_t>(inputs.n_2, row);
  const auto n_1 = at<std::int64_t>(inputs.n_1, row);
  const auto months = at<std::int64_t>(inputs.months, row);
  for (const auto& sum : {n_2, n_1, months}) {
    if (sum && !household::amount_in_range(*sum)) return explain(Errc::bad_amount, {}, language);
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
  const HouseholdInputs inputs(zone, category, extra);
  const std::vector<RowRange> blocks = blocks_of({&inputs.zone, &inputs.category, &inputs.extra});
  const std::size_t parts = threads_for(inputs.zone.size(), threads);
  TableDraft out(inputs.zone.size());
  const std::span<ColumnStatus> status = out.status();
  const std::span<std::int32_t> euros = out.numbers<std::int32_t>("ceiling");
  const std::span<std::uint8_t> unknown = out.missing("ceiling");
  OutputTable made;
  {
    const py::gil_scoped_release unlocked;
    share_out(blocks, parts, [&](std::span<const RowRange> part) {
      HouseholdBlocks block;
      for (const RowRange rows : part) {
        rules->table.ceilings(inputs.read(rows, block), {.status = cut(status, rows), .ceiling = cut(euros, rows)});
        HouseholdInputs::put(cut(status, rows), block);
        for (std::size_t row = rows.from; row < rows.from + rows.count; ++row) unknown[row] = static_cast<std::uint8_t>(euros[row] == 0);
      }
    });
    made = out.finish(parts);
  }
  return to_table(std::move(made), explainer([inputs, rules](std::size_t row, Language language) {
                    return explain_ceiling(inputs, row, *rules, language);
                  }));
}

py::object income_rows(const HouseholdInputs& counts, const py::object& n_2, const py::object& n_1, const py::object& months,
                       const SharedCeilings& rules, Threads threads) {
  const IncomeInputs inputs(counts, n_2, n_1, months);
  const std::vector<RowRange> blocks =
      blocks_of({&counts.zone, &counts.category, &counts.extra, &inputs.n_2, &inputs.n_1, &inputs.months});
  const std::size_t parts = threads_for(counts.zone.size(), threads);
  TableDraft out(counts.zone.size());
  const IncomeSpans spans(out, out.status());
  OutputTable made;
  {
    const py::gil_scoped_release unlocked;
    share_out(blocks, parts, [&](std::span<const RowRange> part) {
      IncomeBlocks block;
      for (const RowRange rows : part) {
        spans.judge(rules->table, inputs.read(rows, block), rows);
        IncomeInputs::put(cut(spans.status, rows), block);
      }
    });
    made = out.finish(parts);
  }
  return to_table(std::move(made), explainer([inputs, rules](std::size_t row, Language language) {
                    return explain_incomes(inputs, row, *rules, language);
                  }));
}

/// Both in one pass: a block is still near when the second kernel reads and writes it. Each half has its status.
py::object demand_rows(const py::object& base, const SharedDeadlines& calendar, const HouseholdInputs& counts, const py::object& n_2,
                       const py::object& n_1, const py::object& months, const SharedCeilings& rules, bool days, Threads threads) {
  const ArrowInput bases(base, base_asked(days));
  const IncomeInputs inputs(counts, n_2, n_1, months);
  const std::vector<RowRange> blocks =
      blocks_of({&bases, &counts.zone, &counts.category, &counts.extra, &inputs.n_2, &inputs.n_1, &inputs.months});
  const std::size_t parts = threads_for(bases.size(), threads);
  TableDraft out(bases.size());
  const RenewalSpans renewal(out, out.status());
  const IncomeSpans incomes(out, out.status("income_status"));
  OutputTable made;
  {
    const py::gil_scoped_release unlocked;
    share_out(blocks, parts, [&](std::span<const RowRange> part) {
      ColumnBlock<Date> block;
      IncomeBlocks household;
      for (const RowRange rows : part) {
        bases.read(rows, block);
        calendar->table.calendars(block.column, renewal.columns(rows));
        put_faults(cut(renewal.status, rows), block);
        incomes.judge(rules->table, inputs.read(rows, household), rows);
        IncomeInputs::put(cut(incomes.status, rows), household);
      }
    });
    made = out.finish(parts);
  }
  return to_table(std::move(made), explainer([bases, calendar, inputs, rules](std::size_t row, Language language) {
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
  put("reason", reason_names());
  put("rule", rule_names());
  return names;
}

}  // namespace

void bind_kernels(py::module_& core) {
  py::class_<DeadlineRules, std::shared_ptr<DeadlineRules>>(core, "DeadlineRules", "The calendars of every base date under a law book and a policy, as of a day.")
      .def(py::init<const LawBook&, const Policy&, const py::object&>(), py::arg("law"), py::arg("policy"), py::arg("as_of"));
  py::class_<CeilingRules, std::shared_ptr<CeilingRules>>(core, "CeilingRules", "The ceilings of a product on a day under a law book and a policy.")
      .def(py::init<const std::string&, const py::object&, const LawBook&, const Policy&>(), py::arg("product"), py::arg("day"), py::arg("law"),
           py::arg("policy"));
  core.def("fault_names", &fault_names, "The names of the faults by their numbers, as a column `status` holds them.");
  core.def("code_names", &code_names, "The names of the codes of each column of codes, in the order of their numbers.");
  core.def("parse_number_rows", &parse_number_rows, py::arg("numbers"), py::arg("threads"));
  core.def("deadline_rows", &deadline_rows, py::arg("base"), py::arg("rules").none(false), py::arg("days"), py::arg("threads"));
  core.def("notice_channel_rows", &notice_channel_rows, py::arg("online_user"), py::arg("wants_post"), py::arg("accepts_email"), py::arg("email_known"),
           py::arg("day"), py::arg("law"), py::arg("threads"));
  core.def("ceiling_rows", &ceiling_rows, py::arg("zone"), py::arg("category"), py::arg("extra"), py::arg("rules").none(false), py::arg("threads"));
  core.def(
      "income_rows",
      [](const py::object& zone, const py::object& category, const py::object& n_2, const py::object& n_1, const py::object& months,
         const py::object& extra, const SharedCeilings& rules,
         Threads threads) { return income_rows(HouseholdInputs(zone, category, extra), n_2, n_1, months, rules, threads); },
      py::arg("zone"), py::arg("category"), py::arg("n_2"), py::arg("n_1"), py::arg("months"), py::arg("extra"), py::arg("rules").none(false),
      py::arg("threads"));
  core.def(
      "demand_rows",
      [](const py::object& base, const SharedDeadlines& calendar, const py::object& zone, const py::object& category, const py::object& n_2,
         const py::object& n_1, const py::object& months, const py::object& extra, const SharedCeilings& rules, bool days, Threads threads) {
        return demand_rows(base, calendar, HouseholdInputs(zone, category, extra), n_2, n_1, months, rules, days, threads);
      },
      py::arg("base"), py::arg("calendar").none(false), py::arg("zone"), py::arg("category"), py::arg("n_2"), py::arg("n_1"), py::arg("months"),
      py::arg("extra"), py::arg("rules").none(false), py::arg("days"), py::arg("threads"));
}

}  // namespace sne::python
