#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include <sne/columns.hpp>

namespace sne {
namespace {

// A hundred days or laws, one a chunk. The builds with assertions, those of the sanitizers among them, read a tenth of the rows of each.
#ifdef NDEBUG
constexpr std::size_t chunk = 100'000;
#else
constexpr std::size_t chunk = 10'000;
#endif
constexpr std::size_t rows_in_all = 100 * chunk;
constexpr LawBook law_book = LawBook::builtin();

using Engine = std::mt19937_64;

std::uint64_t below(Engine& engine, std::uint64_t limit) { return engine() % limit; }

/// A validity bitmap that begins in the middle of a byte.
struct Bits {
  static constexpr std::size_t offset = 3;
  std::vector<std::uint8_t> bytes = std::vector<std::uint8_t>(chunk / 8 + 2);

  void fill(Engine& engine, int one_in) {
    std::fill(bytes.begin(), bytes.end(), std::uint8_t{0});
    for (std::size_t row = 0; row < chunk; ++row) {
      if (below(engine, static_cast<std::uint64_t>(one_in)) != 0) bytes[(row + offset) / 8] |= static_cast<std::uint8_t>(1U << (row + offset) % 8);
    }
  }
  [[nodiscard]] Validity validity() const { return Validity(bytes.data(), offset); }
};

std::string number_like(Engine& engine) {
  constexpr std::string_view plain = "1110318016982G1104";
  std::string text(plain);
  for (char& c : text) {
    if (c >= '0' && c <= '9' && below(engine, 3) == 0) c = static_cast<char>('0' + below(engine, 10));
  }
  switch (below(engine, 12)) {
    case 0: text.insert(below(engine, 18), " "); break;
    case 1: text.insert(below(engine, 18), "\u202f"); break;
    case 2: text.resize(17); break;
    case 3: text += '0'; break;
    case 4: text[below(engine, 18)] = '\0'; break;
    case 5: text[below(engine, 18)] = static_cast<char>(below(engine, 256)); break;
    case 6: text[13] = 'g'; break;
    case 7: text.clear(); break;
    case 8: text.replace(0, 3, below(engine, 2) == 0 ? "02A" : "999"); break;
    default: break;
  }
  return text;
}

TEST(ColumnsEqualTheScalar, Numbers) {
  Engine engine(1);
  Bits bits;
  std::vector<ColumnStatus> status(chunk);
  std::vector<std::uint8_t> at(chunk);
  std::vector<UniqueNumber> number(chunk, UniqueNumber::parse("1110318016982G1104").value());
  std::vector<Territory> territory(chunk);
  std::vector<std::int32_t> month(chunk);
  std::vector<std::uint32_t> sequence(chunk);
  std::vector<RegistrarCode> registrar(chunk, RegistrarCode::parse("G1104").value());
  std::size_t good = 0;
  std::string bytes;
  std::vector<std::int32_t> offsets;
  for (std::size_t done = 0; done < rows_in_all; done += chunk) {
    if (done % (10 * chunk) == 0) {  // texts are dear to make: each set is read again under ten masks
      bytes.clear();
      offsets.assign(1, 0);
      for (std::size_t row = 0; row < chunk; ++row) {
        bytes += number_like(engine);
        offsets.push_back(static_cast<std::int32_t>(bytes.size()));
      }
    }
    bits.fill(engine, 7);
    const TextColumn texts(std::span<const std::int32_t>(offsets), bytes.data(), bits.validity());
    const KernelPath path = done / chunk % 2 == 0 ? KernelPath::portable : KernelPath::wide;
    ASSERT_EQ(parse_numbers(texts, {status, at, number, territory, month, sequence, registrar}, path), std::nullopt);
    for (std::size_t row = 0; row < chunk; ++row) {
      if (!bits.validity()[row]) {
        ASSERT_EQ(status[row], status_of(Errc::missing_value));
        continue;
      }
      const Result<UniqueNumber> read = UniqueNumber::parse(texts[row]);
      ASSERT_EQ(status[row], read ? row_read : status_of(read.error().code)) << done + row;
      ASSERT_EQ(at[row], read ? 0u : read.error().at);
      ASSERT_EQ(territory[row], read ? read->territory() : Territory{});
      if (!read) continue;
      ++good;
      ASSERT_EQ(number[row], *read);
      ASSERT_EQ(sequence[row], read->sequence());
      ASSERT_EQ(registrar[row], read->registrar());
      ASSERT_EQ(month[row], read->year4() ? *read->year4() * 12 + read->month() - 1 : 0);
    }
  }
  EXPECT_GT(good, rows_in_all / 4);
}

TEST(ColumnsEqualTheScalar, Calendars) {
  Engine engine(2);
  Bits bits;
  std::vector<Date> bases(chunk), last_valid(chunk), notice(chunk), radiation(chunk);
  std::vector<ColumnStatus> status(chunk);
  std::vector<RenewalStatus> standing(chunk);
  std::array<std::size_t, 8> seen{};
  const LawBook paused = law_book.with_suspension({Date::parse("2020-03-12").value(), Date::parse("2020-07-23").value()}).value();
  for (std::size_t done = 0; done < rows_in_all; done += chunk) {
    const LawBook& law = done / chunk % 5 == 0 ? paused : law_book;
    const Policy policy = done / chunk % 2 == 0 ? Policy::sne() : Policy::law();
    const Date day = Date::parse("2000-06-01").value() + static_cast<std::int32_t>(below(engine, 10000));
    const RenewalTable table(law, policy, day);
    bits.fill(engine, 9);
    for (Date& base : bases) {
      const bool leap = below(engine, 8) == 0;
      base = leap ? Date::of(2004 + 4 * static_cast<std::int32_t>(below(engine, 6)), 2, 29).value()
                  : law.first_day() - 40 + static_cast<std::int32_t>(below(engine, 9700));
      if (below(engine, 1000) == 0) base = Date::from_days(static_cast<std::int32_t>(engine()));
    }
    ASSERT_EQ(table.calendars({bases, bits.validity()}, {status, last_valid, notice, radiation, standing}), std::nullopt);
    for (std::size_t row = 0; row < chunk; ++row) {
      const bool given = bits.validity()[row];
      const Result<RenewalCalendar> calendar = RenewalCalendar::from(bases[row], law);
      const bool read = given && calendar;
      ASSERT_EQ(status[row], read ? row_read : status_of(given ? Errc::date_out_of_range : Errc::missing_value)) << bases[row].days();
      ASSERT_EQ(last_valid[row], read ? calendar->day_of(Deadline::last_valid) : no_day);
      ASSERT_EQ(notice[row], read ? calendar->day_of(Deadline::notice_latest) : no_day);
      ASSERT_EQ(radiation[row], read ? radiation_day(*calendar, policy.scope) : no_day);
      ASSERT_EQ(standing[row], read ? renewal_status(*calendar, bases[row], day, policy.scope) : RenewalStatus::none);
      ++seen[static_cast<std::size_t>(standing[row])];
    }
  }
  for (const std::size_t count : seen) EXPECT_GT(count, rows_in_all / 2000);
}

TEST(ColumnsEqualTheScalar, NoticeChannels) {
  Engine engine(3);
  std::array<std::vector<std::uint8_t>, 4> wish;
  for (auto& column : wish) column.resize(chunk);
  std::vector<std::uint8_t> post(chunk), email(chunk), proof(chunk);
  std::vector<ColumnStatus> status(chunk);
  Bits bits;
  for (std::size_t done = 0; done < rows_in_all; done += chunk) {
    const Date day = Date::parse("2001-01-01").value() + static_cast<std::int32_t>(below(engine, 9400));
    bits.fill(engine, 5);
    for (auto& column : wish) {
      for (std::uint8_t& value : column) value = static_cast<std::uint8_t>(below(engine, 2));
    }
    const NoticeWishColumns wishes{{wish[0], {}}, {wish[1], bits.validity()}, {wish[2], {}}, {wish[3], {}}};
    ASSERT_EQ(notice_channels(wishes, day, law_book, {status, post, email, proof}), std::nullopt);
    for (std::size_t row = 0; row < chunk; ++row) {
      if (!bits.validity()[row]) {
        ASSERT_EQ(status[row], status_of(Errc::missing_value));
        continue;
      }
      Demand demand;
      demand.online_user = wish[0][row] != 0;
      demand.wants_post = wish[1][row] != 0;
      demand.accepts_email = wish[2][row] != 0;
      demand.email_known = wish[3][row] != 0;
      const NoticeChannels due = notice_channels(demand, day, law_book);
      ASSERT_EQ(post[row], due.post);
      ASSERT_EQ(email[row], due.email);
      ASSERT_EQ(proof[row], due.delivery_proof);
    }
  }
}

TEST(ColumnsEqualTheScalar, Eligibility) {
  Engine engine(4);
  Bits base_bits, recent_bits, month_bits;
  std::vector<std::uint8_t> zone(chunk), category(chunk), extra(chunk);
  std::vector<std::int64_t> n_2(chunk), n_1(chunk), months(chunk), income(chunk), margin(chunk);
  std::vector<ColumnStatus> status(chunk);
  std::vector<Eligibility> outcome(chunk);
  std::vector<IncomeBasis> basis(chunk);
  std::vector<std::uint16_t> reason(chunk);
  std::vector<Rule> rule(chunk);
  std::vector<std::int32_t> euros(chunk), ceilings(chunk);
  std::vector<ColumnStatus> ceiling_status(chunk);
  std::array<std::size_t, 4> seen{};
  for (std::size_t done = 0; done < rows_in_all; done += chunk) {
    const auto product = static_cast<Product>(below(engine, 5));
    const Date day = Date::parse("2009-06-01").value() + static_cast<std::int32_t>(below(engine, 6400));
    Policy policy = Policy::law();
    if (below(engine, 4) == 0) policy.readings.amounts = Amounts::printed_only;
    const CeilingLookup lookup = CeilingLookup::of(product, day, law_book, policy).value();
    base_bits.fill(engine, 11);
    recent_bits.fill(engine, 2);
    month_bits.fill(engine, 3);
    for (std::size_t row = 0; row < chunk; ++row) {
      zone[row] = static_cast<std::uint8_t>(below(engine, 60) == 0 ? 5 + below(engine, 9) : below(engine, 5));
      category[row] = static_cast<std::uint8_t>(below(engine, 60) == 0 ? below(engine, 256) : 1 + below(engine, 6));
      extra[row] = static_cast<std::uint8_t>(category[row] == 6 && below(engine, 3) == 0 ? below(engine, 256) : 0);
      const auto cents = static_cast<std::int64_t>(below(engine, 8'000'000));
      n_2[row] = cents - cents % 10;
      n_1[row] = below(engine, 4) == 0 ? n_2[row] / 10 * 9 + static_cast<std::int64_t>(below(engine, 3)) - 1 : static_cast<std::int64_t>(below(engine, 8'000'000));
      months[row] = below(engine, 4) == 0 ? n_1[row] : static_cast<std::int64_t>(below(engine, 8'000'000));
      if (done / chunk % 3 == 0 && below(engine, 2000) == 0) n_2[row] = below(engine, 2) == 0 ? INT64_MIN : household::largest_amount - static_cast<std::int64_t>(below(engine, 2));
      if (done / chunk % 3 == 0 && below(engine, 100) == 0) n_1[row] = below(engine, 2) == 0 ? -1 : household::largest_amount + 1;
      if (below(engine, 20) == 0) {
        const Result<std::int32_t> ceiling_euros = lookup(static_cast<CeilingZone>(zone[row] % 5), {static_cast<std::uint8_t>(category[row] % 6 + 1), 0});
        if (ceiling_euros && *ceiling_euros > 0) n_2[row] = std::int64_t{*ceiling_euros} * 100 + static_cast<std::int64_t>(below(engine, 3)) - 1;
      }
    }
    const IncomeColumns households{{zone, {}}, {category, {}}, {extra, {}}, {n_2, base_bits.validity()}, {n_1, recent_bits.validity()}, {months, month_bits.validity()}};
    const KernelPath path = done / chunk % 2 == 0 ? KernelPath::portable : KernelPath::wide;
    ASSERT_EQ(lookup.judge(households, {status, outcome, basis, reason, rule, euros, income, margin}, path), std::nullopt);
    ASSERT_EQ(lookup.ceilings({{zone, {}}, {category, {}}, {extra, {}}}, {ceiling_status, ceilings}, path), std::nullopt);
    for (std::size_t row = 0; row < chunk; ++row) {
      const HouseholdCategory household{category[row], extra[row]};
      Result<CeilingAmount> amount = zone[row] > 4 ? Result<CeilingAmount>(Errc::unknown_code)
                                                   : ceiling(product, static_cast<CeilingZone>(zone[row]), household, day, law_book, policy);
      ASSERT_EQ(ceiling_status[row], amount ? row_read : status_of(amount.error().code)) << done + row;
      ASSERT_EQ(ceilings[row], amount ? amount->euros : 0);
      const auto given = [row](const std::vector<std::int64_t>& column, const Bits& bits) {
        return bits.validity()[row] ? std::optional(column[row]) : std::nullopt;
      };
      const auto base = given(n_2, base_bits);
      const auto recent = given(n_1, recent_bits);
      const auto last = given(months, month_bits);
      for (const auto& value : {base, recent, last}) {
        if (amount && value && !household::amount_in_range(*value)) amount = Errc::bad_amount;
      }
      ASSERT_EQ(status[row], amount ? row_read : status_of(amount.error().code)) << done + row;
      if (!amount) {
        ASSERT_EQ(outcome[row], Eligibility::unknown);
        ASSERT_EQ(rule[row], no_rule);
        ASSERT_EQ(euros[row], 0);
        ASSERT_EQ(income[row], 0);
        continue;
      }
      const auto sum = [](const std::optional<std::int64_t>& value) { return LaterSum{value.has_value(), value.value_or(0)}; };
      const IncomeVerdict verdict = judge_incomes(base, sum(recent), sum(last), amount->euros);
      ASSERT_EQ(outcome[row], verdict.outcome) << done + row;
      ASSERT_EQ(basis[row], verdict.basis);
      ASSERT_EQ(reason[row], static_cast<std::uint16_t>(verdict.reason));
      ASSERT_EQ(rule[row], verdict.rule);
      ASSERT_EQ(euros[row], amount->euros);
      ASSERT_EQ(income[row], verdict.income);
      ASSERT_EQ(margin[row], verdict.margin);
      ++seen[static_cast<std::size_t>(outcome[row])];
    }
  }
  EXPECT_GT(seen[static_cast<std::size_t>(Eligibility::eligible)], rows_in_all / 20);
  EXPECT_GT(seen[static_cast<std::size_t>(Eligibility::not_eligible)], rows_in_all / 20);
  EXPECT_GT(seen[static_cast<std::size_t>(Eligibility::unknown)], rows_in_all / 20);
}

TEST(Columns, OfDifferentLengthsAreNamed) {
  const std::vector<Date> bases(3);
  std::vector<Date> out(2);
  const RenewalTable table(law_book, Policy::sne(), Date::parse("2024-01-01").value());
  EXPECT_EQ(table.calendars({bases, {}}, {.last_valid = out}), (LengthFault{"last_valid", 3, 2}));
  EXPECT_EQ(table.calendars({{}, {}}, {}), std::nullopt) << "a chunk of no rows";
}

// One household judged by the whole function and by the columns, where both see the same sums.
TEST(Columns, GiveTheIncomeVerdictOfAWholeHousehold) {
  Engine engine(5);
  const Date day = Date::parse("2026-03-12").value();
  for (int i = 0; i < 20'000; ++i) {
    const auto zone = static_cast<CeilingZone>(1 + below(engine, 3));
    std::array<Person, 1> persons{};
    persons[0].born = Date::parse("1980-01-01").value();
    persons[0].nationality = Nationality::french;
    persons[0].card = Card::none;
    const auto base = static_cast<std::int64_t>(below(engine, 5'000'000));
    const bool has_base = below(engine, 4) != 0;
    const bool has_recent = below(engine, 2) != 0;
    const auto recent = static_cast<std::int64_t>(below(engine, 5'000'000));
    if (has_base) persons[0].incomes.add({2024, IncomeKind::notice, 0, base});
    if (has_recent) persons[0].incomes.add({2025, IncomeKind::notice, 0, recent});
    Household home;
    home.persons = persons;
    Letting letting;
    letting.zone = zone;
    const Verdict whole = evaluate(home, Product::plus, letting, day, law_book, Policy::law()).value();
    const IncomeVerdict sums = judge_incomes(has_base ? std::optional(base) : std::nullopt, {has_recent, recent}, {}, whole.ceiling.euros);
    ASSERT_EQ(whole.outcome, sums.outcome) << i;
    ASSERT_EQ(whole.basis, sums.basis) << i;
    ASSERT_EQ(whole.income.value_or(0), sums.income) << i;
  }
}

}  // namespace
}  // namespace sne
