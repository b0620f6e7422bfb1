#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include <sne/columns.hpp>

namespace sne {
namespace {

constexpr LawBook law_book = LawBook::builtin();
const Date day = Date::parse("2026-03-12").value();
constexpr std::array<KernelPath, 2> paths{KernelPath::portable, KernelPath::wide};

CeilingLookup plus() { return CeilingLookup::of(Product::plus, day, law_book, Policy::law()).value(); }

/// What `parse_numbers` may write, of one length.
struct Numbers {
  std::vector<ColumnStatus> status;
  std::vector<std::uint8_t> at;
  std::vector<UniqueNumber> number;
  std::vector<Territory> territory;
  std::vector<std::int32_t> month;
  std::vector<std::uint32_t> sequence;
  std::vector<RegistrarCode> registrar;

  explicit Numbers(std::size_t rows)
      : status(rows, 999), at(rows, 9), number(rows, "1110318016982G1104"_number), territory(rows), month(rows, 9), sequence(rows, 9),
        registrar(rows, RegistrarCode::parse("GDPUB").value()) {}
  [[nodiscard]] NumberColumns columns() { return {status, at, number, territory, month, sequence, registrar}; }
  friend bool operator==(const Numbers&, const Numbers&) = default;
};

Numbers read(const TextColumn& texts, KernelPath path) {
  Numbers made(texts.size());
  EXPECT_EQ(parse_numbers(texts, made.columns(), path), std::nullopt);
  return made;
}

const std::vector<std::string_view> some_texts{
    "1110318016982G1104", "111 0318 016982 G1104", "",  "02A1299000001GDPUB", "1111318016982G1104", "1110318016982G110", "1110318016982G11040",
    std::string_view("11103180169\0002G1104", 18),  "x", "9740120999999AB12C", "059012400000\xC3\xA9" "1104",
};

TEST(NumberColumns, GiveEachFieldOfEachRow) {
  for (const KernelPath path : paths) {
    const Numbers made = read(TextColumn(std::span(some_texts)), path);
    EXPECT_EQ(made.status[0], row_read);
    EXPECT_EQ(made.territory[0], "111"_territory);
    EXPECT_EQ(made.month[0], 24'218);
    EXPECT_EQ(made.sequence[0], 16'982U);
    EXPECT_EQ(made.registrar[0].code(), "G1104");
    EXPECT_EQ(made.number[1], made.number[0]) << "typed in groups";
    EXPECT_EQ(made.status[2], status_of(Errc::bad_length));
    EXPECT_EQ(made.month[3], 0) << "year 99 is in doubt";
    EXPECT_EQ(made.territory[3], "02A"_territory);
    EXPECT_EQ(made.status[4], status_of(Errc::bad_month));
    EXPECT_EQ(made.at[4], 3);
    EXPECT_EQ(made.status[5], status_of(Errc::bad_length)) << "17 characters";
    EXPECT_EQ(made.status[6], status_of(Errc::bad_length)) << "19 characters";
    EXPECT_EQ(made.status[7], status_of(Errc::bad_character)) << "an embedded zero";
    EXPECT_EQ(made.registrar[4].code(), "GDPUB") << "left as it was";
    for (std::size_t row = 0; row < some_texts.size(); ++row) {
      const Result<UniqueNumber> scalar = UniqueNumber::parse(some_texts[row]);
      EXPECT_EQ(made.status[row], scalar ? row_read : status_of(scalar.error().code)) << row;
      EXPECT_EQ(made.at[row], scalar ? 0U : scalar.error().at) << row;
      EXPECT_EQ(made.territory[row], scalar ? scalar->territory() : Territory{}) << row;
    }
  }
}

/// The same texts in every layout, with a bitmap that begins in the middle of a byte.
struct Layouts {
  std::vector<std::string_view> list;
  std::vector<std::uint8_t> bits;
  std::string bytes;
  std::vector<std::int32_t> offsets32{0};
  std::vector<std::int64_t> offsets64{0};
  std::vector<TextView> views;
  std::array<std::string_view, 2> buffers;

  explicit Layouts(std::size_t rows) : bits(rows / 8 + 2) {
    for (std::size_t row = 0; row < rows; ++row) {
      list.push_back(some_texts[row * 7 % some_texts.size()]);
      if (row % 5 != 3) bits[(row + 3) / 8] |= static_cast<std::uint8_t>(1U << (row + 3) % 8);
      bytes += list.back();
      offsets32.push_back(static_cast<std::int32_t>(bytes.size()));
      offsets64.push_back(static_cast<std::int64_t>(bytes.size()));
    }
    buffers = {"unused", bytes};
    for (std::size_t row = 0; row < rows; ++row) views.push_back(view_of(list[row], 1, offsets32[row]));
  }
  [[nodiscard]] Validity valid() const { return Validity(bits.data(), 3); }

  static TextView view_of(std::string_view text, std::int32_t buffer, std::int32_t offset) {
    TextView view;
    view.size = static_cast<std::int32_t>(text.size());
    text.copy(view.in_place.data(), TextView::longest_in_place);
    if (text.size() > TextView::longest_in_place) {
      std::memcpy(&view.in_place[4], &buffer, 4);
      std::memcpy(&view.in_place[8], &offset, 4);
    }
    return view;
  }
};

TEST(NumberColumns, AreTheSameInEveryLayout) {
  const Layouts texts(2'077);
  const Numbers expected = read(TextColumn(std::span<const std::string_view>(texts.list), texts.valid()), KernelPath::portable);
  EXPECT_EQ(expected.status[3], status_of(Errc::missing_value));
  for (const KernelPath path : paths) {
    EXPECT_EQ(read(TextColumn(std::span<const std::string_view>(texts.list), texts.valid()), path), expected);
    EXPECT_EQ(read(TextColumn(std::span<const std::int32_t>(texts.offsets32), texts.bytes.data(), texts.valid()), path), expected);
    EXPECT_EQ(read(TextColumn(std::span<const std::int64_t>(texts.offsets64), texts.bytes.data(), texts.valid()), path), expected);
    EXPECT_EQ(read(TextColumn(std::span<const TextView>(texts.views), texts.buffers, texts.valid()), path), expected);
  }
}

template <class Index>
void expect_same_by_words(const Layouts& texts, const Numbers& expected) {
  const TextColumn words{std::span<const std::string_view>(some_texts)};
  std::vector<Index> indices;
  for (std::size_t row = 0; row < texts.list.size(); ++row) indices.push_back(static_cast<Index>(row * 7 % some_texts.size()));
  EXPECT_EQ(read(TextColumn(std::span<const Index>(indices), words, texts.valid()), KernelPath::wide), expected);
}

TEST(NumberColumns, OfADictionaryAreThoseOfItsWords) {
  const Layouts texts(1'100);
  const Numbers expected = read(TextColumn(std::span<const std::string_view>(texts.list), texts.valid()), KernelPath::portable);
  expect_same_by_words<std::int8_t>(texts, expected);
  expect_same_by_words<std::uint16_t>(texts, expected);
  expect_same_by_words<std::int32_t>(texts, expected);
  expect_same_by_words<std::uint64_t>(texts, expected);
}

// A dictionary longer than the column is read row by row, a shorter one word by word: both find the same faults.
TEST(NumberColumns, NameAnIndexOutsideTheDictionary) {
  const std::array<std::uint8_t, 1> second_is_null{0b101};
  const std::array<std::string_view, 3> three{"1110318016982G1104", "x", "0590124000001GDPUB"};
  const TextColumn words(std::span<const std::string_view>(three), Validity(second_is_null.data()));
  for (const std::size_t rows : {std::size_t{3}, std::size_t{6}}) {
    const std::vector<std::int32_t> indices{2, 1, -1, 3, 0, INT32_MAX};
    const Numbers made = read(TextColumn(std::span<const std::int32_t>(indices).first(rows), words), KernelPath::wide);
    EXPECT_EQ(made.status[0], row_read);
    EXPECT_EQ(made.status[1], status_of(Errc::missing_value)) << "a word that is missing";
    EXPECT_EQ(made.status[2], status_of(Errc::bad_index));
    if (rows == 6) {
      EXPECT_EQ(made.status[3], status_of(Errc::bad_index));
      EXPECT_EQ(made.status[5], status_of(Errc::bad_index));
    }
  }
}

TEST(TextColumns, NameAViewOutsideItsBuffers) {
  const std::array<std::string_view, 1> buffers{"1110318016982G1104"};
  const std::string_view number = buffers[0];
  std::vector<TextView> views{Layouts::view_of(number, 0, 0), Layouts::view_of(number, 1, 0), Layouts::view_of(number, 0, 1), Layouts::view_of(number, -1, 0),
                              Layouts::view_of(number, 0, -1), Layouts::view_of("short", 0, 0)};
  views.push_back(views[0]);
  views.back().size = -18;
  const TextColumn texts{std::span<const TextView>(views), buffers};
  EXPECT_EQ(texts[0], number);
  EXPECT_EQ(texts[5], "short");
  for (const std::size_t row : {1U, 2U, 3U, 4U, 6U}) EXPECT_EQ(texts.read(row).error(), Fault{Errc::bad_layout}) << row;
}

/// Households of every kind, and what `judge` may write of them.
struct Households {
  std::vector<std::uint8_t> zone, category, extra;
  std::vector<std::int64_t> n_2, n_1, months;
  std::vector<std::uint8_t> bits;

  explicit Households(std::size_t rows) : bits(rows / 8 + 3) {
    for (std::size_t i = 0; i < rows; ++i) {
      zone.push_back(static_cast<std::uint8_t>(i % 97 == 5 ? 5 : i % 5));
      category.push_back(static_cast<std::uint8_t>(i % 89 == 3 ? 0 : 1 + i % 7 % 6));
      extra.push_back(static_cast<std::uint8_t>(category.back() == 6 ? i % 4 : i % 61 == 0));
      n_2.push_back(static_cast<std::int64_t>(i * 7919 % 6'000'000));
      n_1.push_back(i % 53 == 0 ? -1 : static_cast<std::int64_t>(i * 104'729 % 6'000'000));
      months.push_back(i % 59 == 0 ? INT64_MAX : static_cast<std::int64_t>(i * 1'299'709 % 6'000'000));
      bits[i / 8] |= static_cast<std::uint8_t>((i * i % 7 < 4 ? 1U : 0U) << i % 8);
    }
  }
  /// From a row on, each column with another validity.
  [[nodiscard]] IncomeColumns from(std::size_t row, std::size_t rows) const {
    const auto valid = [&](std::size_t shift) { return Validity(bits.data(), shift).from(row); };
    const IncomeColumns all{{zone, {}}, {category, {}}, {extra, {}}, {n_2, {}}, {n_1, {}}, {months, {}}};
    IncomeColumns cut{all.zone.cut(row, rows), all.category.cut(row, rows), all.extra.cut(row, rows),
                      all.n_2.cut(row, rows),  all.n_1.cut(row, rows),      all.months.cut(row, rows)};
    cut.n_2.valid = valid(0);
    cut.n_1.valid = valid(3);
    cut.months.valid = valid(11);
    return cut;
  }
};

struct Verdicts {
  std::vector<ColumnStatus> status;
  std::vector<Eligibility> outcome;
  std::vector<IncomeBasis> basis;
  std::vector<std::uint16_t> reason;
  std::vector<Rule> rule;
  std::vector<std::int32_t> ceiling;
  std::vector<std::int64_t> income, margin;

  explicit Verdicts(std::size_t rows) : status(rows), outcome(rows), basis(rows), reason(rows), rule(rows), ceiling(rows), income(rows), margin(rows) {}
  [[nodiscard]] EligibilityColumns columns() { return {status, outcome, basis, reason, rule, ceiling, income, margin}; }
  void append(const Verdicts& other) {
    const auto add = [](auto& to, const auto& more) { to.insert(to.end(), more.begin(), more.end()); };
    add(status, other.status), add(outcome, other.outcome), add(basis, other.basis), add(reason, other.reason);
    add(rule, other.rule), add(ceiling, other.ceiling), add(income, other.income), add(margin, other.margin);
  }
  friend bool operator==(const Verdicts&, const Verdicts&) = default;
};

TEST(EligibilityColumns, AreTheSameCutAtEveryRow) {
  const std::size_t rows = 2'200;
  const Households households(rows - 16);
  const CeilingLookup lookup = plus();
  Verdicts whole(households.zone.size() - 16);
  ASSERT_EQ(lookup.judge(households.from(0, whole.status.size()), whole.columns(), KernelPath::portable), std::nullopt);
  for (std::size_t cut = 0; cut < 130; ++cut) {
    Verdicts pieces(0);
    for (const auto& [from, to] : {std::pair{std::size_t{0}, cut}, std::pair{cut, cut}, std::pair{cut, whole.status.size()}}) {
      Verdicts piece(to - from);
      ASSERT_EQ(lookup.judge(households.from(from, to - from), piece.columns(), paths[cut % 2]), std::nullopt);
      pieces.append(piece);
    }
    ASSERT_EQ(pieces, whole) << cut;
  }
}

TEST(EligibilityColumns, NameTheRuleThatDecided) {
  constexpr std::optional<std::int64_t> missing;
  constexpr LaterSum none;
  EXPECT_EQ(judge_incomes(2'000'000, none, none, 23'403).rule, Rule::ceiling_comparison);
  EXPECT_EQ(judge_incomes(2'600'000, none, none, 23'403).rule, Rule::ceiling_comparison);
  EXPECT_EQ(judge_incomes(2'600'000, {true, 2'340'000}, none, 23'403).rule, Rule::income_drop);
  EXPECT_EQ(judge_incomes(2'600'000, {true, 2'340'000}, none, 23'000).rule, Rule::ceiling_comparison) << "dropped, and still above";
  EXPECT_EQ(judge_incomes(2'000'000, {true, 1'000'000}, none, 23'403).rule, Rule::ceiling_comparison) << "n-2 alone is under it";
  EXPECT_EQ(judge_incomes(missing, none, none, 23'403).rule, Rule::income_missing);
  EXPECT_EQ(judge_incomes(missing, none, {true, 1'500'000}, 23'403).rule, Rule::income_drop) << "whatever n-2 is";
  EXPECT_EQ(judge_incomes(2'000'000, none, none, 0).rule, Rule::ceiling_amount);
}

TEST(EligibilityColumns, NeedNoOutputAndNoLaterIncome) {
  const Households households(1'500);
  IncomeColumns in = households.from(0, 1'500);
  EXPECT_EQ(plus().judge(in, {}), std::nullopt);
  in.n_1 = {};
  in.months = {};
  in.extra = {};
  Verdicts made(1'500);
  for (const KernelPath path : paths) {
    ASSERT_EQ(plus().judge(in, made.columns(), path), std::nullopt);
    for (std::size_t row = 0; row < 1'500; ++row) {
      if (made.status[row] != row_read) continue;
      const IncomeVerdict verdict = in.n_2.valid[row] ? judge_incomes(in.n_2.values[row], {}, {}, made.ceiling[row])
                                                      : judge_incomes(std::nullopt, {}, {}, made.ceiling[row]);
      ASSERT_EQ(made.outcome[row], verdict.outcome) << row;
      ASSERT_EQ(made.rule[row], verdict.rule) << row;
      ASSERT_EQ(made.margin[row], verdict.margin) << row;
    }
  }
}

// The largest amount and the first beyond it, with sums whose tenfold does not fit in the plain bits.
TEST(EligibilityColumns, TakeEveryAmountInRangeAndNoOther) {
  const std::vector<std::uint8_t> zone(5, 1), category(5, 1);
  const std::vector<std::int64_t> n_2{household::largest_amount, household::largest_amount + 1, INT64_MIN, std::int64_t{1} << 39, -1};
  for (const KernelPath path : paths) {
    Verdicts made(5);
    ASSERT_EQ(plus().judge({{zone, {}}, {category, {}}, {}, {n_2, {}}, {}, {}}, made.columns(), path), std::nullopt);
    EXPECT_EQ(made.status, (std::vector<ColumnStatus>{0, 31, 31, 0, 31}));
    EXPECT_EQ(made.income, (std::vector<std::int64_t>{household::largest_amount, 0, 0, std::int64_t{1} << 39, 0}));
    EXPECT_EQ(made.rule[1], no_rule);
    EXPECT_EQ(made.ceiling[1], 0);
  }
}

TEST(CeilingColumns, GiveEuros) {
  const std::vector<std::uint8_t> zone{1, 1, 4, 5, 1, 1}, category{1, 6, 1, 1, 7, 5}, extra{0, 2, 0, 0, 0, 1};
  const std::array<std::uint8_t, 1> all_but_last{0b011111};
  std::vector<ColumnStatus> status(6);
  std::vector<std::int32_t> euros(6);
  for (const KernelPath path : paths) {
    ASSERT_EQ(plus().ceilings({{zone, {}}, {category, Validity(all_but_last.data())}, {extra, {}}}, {status, euros}, path), std::nullopt);
    const auto number = [](Errc code) { return status_of(code); };
    EXPECT_EQ(status, (std::vector<ColumnStatus>{0, 0, number(Errc::product_not_in_zone), number(Errc::unknown_code), number(Errc::bad_category),
                                                 number(Errc::missing_value)}));
    EXPECT_EQ(euros[0], 26'920);
    EXPECT_EQ(euros[2], 0);
  }
}

/// What `calendars` may write.
struct Calendars {
  std::vector<ColumnStatus> status;
  std::vector<Date> last_valid, notice_latest, radiation;
  std::vector<RenewalStatus> standing;

  explicit Calendars(std::size_t rows) : status(rows), last_valid(rows), notice_latest(rows), radiation(rows), standing(rows) {}
  [[nodiscard]] RenewalColumns columns() { return {status, last_valid, notice_latest, radiation, standing}; }
  friend bool operator==(const Calendars&, const Calendars&) = default;
};

TEST(DemandColumns, AreBothKernelsAtOnce) {
  const std::size_t rows = 9'001;
  const Households households(rows + 16);
  std::vector<Date> bases(rows);
  for (std::size_t row = 0; row < rows; ++row) bases[row] = row % 100 == 1 ? no_day : day - static_cast<std::int32_t>(row % 900);
  const RenewalTable table(law_book, Policy::sne(), day);
  const CeilingLookup lookup = plus();
  const Column<Date> base{bases, Validity(households.bits.data(), 5)};
  const IncomeColumns incomes = households.from(0, rows);
  Calendars calendars(rows), fused_calendars(rows);
  Verdicts verdicts(rows), fused_verdicts(rows);
  ASSERT_EQ(table.calendars(base, calendars.columns()), std::nullopt);
  ASSERT_EQ(lookup.judge(incomes, verdicts.columns()), std::nullopt);
  for (const KernelPath path : paths) {
    ASSERT_EQ(judge_demands(table, lookup, {base, incomes}, {fused_calendars.columns(), fused_verdicts.columns()}, path), std::nullopt);
    EXPECT_EQ(fused_calendars, calendars);
    EXPECT_EQ(fused_verdicts, verdicts);
  }
  EXPECT_EQ(judge_demands(table, lookup, {base, households.from(0, 7)}, {}), (LengthFault{"category", rows, 7}));
  std::vector<ColumnStatus> short_status(3);
  EXPECT_EQ(judge_demands(table, lookup, {base, incomes}, {.renewal = {.status = short_status}, .eligibility = {}}), (LengthFault{"status", rows, 3}));
}

/// Gives a kernel each of its columns one row too short; every fault names the column.
template <class Columns, class Call>
void expect_named(Columns whole, const auto& members, Call call) {
  for (const auto& [name, shorten] : members) {
    Columns cut = whole;
    shorten(cut);
    EXPECT_EQ(call(cut), (LengthFault{name, 4, 3}));
  }
}

#define SHORT_SPAN(Columns, member) \
  std::pair<std::string_view, void (*)(Columns&)> { #member, [](Columns& columns) { columns.member = columns.member.first(3); } }
#define SHORT_COLUMN(Columns, member) \
  std::pair<std::string_view, void (*)(Columns&)> { #member, [](Columns& columns) { columns.member.values = columns.member.values.first(3); } }

TEST(Columns, OfAnotherLengthAreNamed) {
  const std::vector<std::string_view> four(4);
  Numbers numbers(4);
  expect_named(numbers.columns(),
               std::array{SHORT_SPAN(NumberColumns, status), SHORT_SPAN(NumberColumns, at), SHORT_SPAN(NumberColumns, number),
                          SHORT_SPAN(NumberColumns, territory), SHORT_SPAN(NumberColumns, month), SHORT_SPAN(NumberColumns, sequence),
                          SHORT_SPAN(NumberColumns, registrar)},
               [&](const NumberColumns& out) { return parse_numbers(TextColumn(std::span<const std::string_view>(four)), out); });
  EXPECT_EQ(numbers, Numbers(4)) << "nothing was written";

  const Households households(4);
  Verdicts verdicts(4);
  const CeilingLookup lookup = plus();
  expect_named(verdicts.columns(),
               std::array{SHORT_SPAN(EligibilityColumns, status), SHORT_SPAN(EligibilityColumns, outcome), SHORT_SPAN(EligibilityColumns, basis),
                          SHORT_SPAN(EligibilityColumns, reason), SHORT_SPAN(EligibilityColumns, rule), SHORT_SPAN(EligibilityColumns, ceiling),
                          SHORT_SPAN(EligibilityColumns, income), SHORT_SPAN(EligibilityColumns, margin)},
               [&](const EligibilityColumns& out) { return lookup.judge(households.from(0, 4), out); });
  expect_named(households.from(0, 4),
               std::array{SHORT_COLUMN(IncomeColumns, zone), SHORT_COLUMN(IncomeColumns, extra), SHORT_COLUMN(IncomeColumns, n_2),
                          SHORT_COLUMN(IncomeColumns, n_1), SHORT_COLUMN(IncomeColumns, months)},
               [&](const IncomeColumns& in) { return lookup.judge(in, {}); });
  expect_named(HouseholdColumns{{households.zone, {}}, {households.category, {}}, {households.extra, {}}},
               std::array{SHORT_COLUMN(HouseholdColumns, zone), SHORT_COLUMN(HouseholdColumns, extra)},
               [&](const HouseholdColumns& in) { return lookup.ceilings(in, {}); });
  expect_named(CeilingColumns{verdicts.status, verdicts.ceiling},
               std::array{SHORT_SPAN(CeilingColumns, status), SHORT_SPAN(CeilingColumns, ceiling)},
               [&](const CeilingColumns& out) { return lookup.ceilings({{households.zone, {}}, {households.category, {}}, {}}, out); });

  const std::vector<Date> bases(4);
  Calendars calendars(4);
  const RenewalTable table(law_book, Policy::sne(), day);
  expect_named(calendars.columns(),
               std::array{SHORT_SPAN(RenewalColumns, status), SHORT_SPAN(RenewalColumns, last_valid), SHORT_SPAN(RenewalColumns, notice_latest),
                          SHORT_SPAN(RenewalColumns, radiation), SHORT_SPAN(RenewalColumns, standing)},
               [&](const RenewalColumns& out) { return table.calendars({bases, {}}, out); });
}

TEST(Columns, OfNoRowsAreRead) {
  EXPECT_EQ(parse_numbers(TextColumn(std::span<const std::int32_t>(), nullptr), {}), std::nullopt);
  EXPECT_EQ(plus().judge({}, {}), std::nullopt);
  EXPECT_EQ(plus().ceilings({}, {}), std::nullopt);
  EXPECT_EQ(judge_demands(RenewalTable(law_book, Policy::sne(), day), plus(), {}, {}), std::nullopt);
}

}  // namespace
}  // namespace sne
