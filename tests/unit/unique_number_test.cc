// The unique number: the known traps by name, the issues one by one, the ways of typing it.

#include <sne/unique_number.hpp>

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <vector>

#include <gtest/gtest.h>

namespace sne {
namespace {

using Code = NumberIssueCode;
using Severity = IssueSeverity;

constexpr std::string_view example = "1110318016982G1104";

RegistrarCode registrar(std::string_view code) { return RegistrarCode::parse(code).value(); }

UniqueNumber issued(std::string_view territory, std::string_view deposit, std::uint32_t last = 41,
                    std::string_view counter = "G1104") {
  NumberSequence series(last);
  return UniqueNumber::generate(Territory::parse(territory).value(), Date::parse(deposit).value(), registrar(counter), series)
      .value();
}

std::vector<NumberIssue> issues(std::string_view text, const NumberContext& context = {}) {
  const NumberIssues found = UniqueNumber::check(text, context);
  return {found.begin(), found.end()};
}

NumberContext judged_on(Date day) { return {day, std::nullopt, {}}; }
NumberContext deposited_on(Date day) { return {std::nullopt, day, {}}; }

Fault fault(std::string_view text) { return UniqueNumber::parse(text).error(); }

// The traps of the rulebook, in its order. "Convention" in a name: the text is silent and the answer is ours.

TEST(UniqueNumberTrap, T01_MonthComesBeforeYear) {
  const auto number = UniqueNumber::parse(example);
  ASSERT_TRUE(number);
  EXPECT_EQ(number->month(), 3);
  EXPECT_EQ(number->year2(), 18);
  EXPECT_EQ(number->year4(), 2018);
}

TEST(UniqueNumberTrap, T02_MonthTwentyThree) {
  EXPECT_EQ(fault("1111323016982G1104"), (Fault{Errc::bad_month, 3}));
  EXPECT_EQ(issues("1111323016982G1104"), (std::vector<NumberIssue>{{Code::bad_month, Severity::error, 3}}));
}

TEST(UniqueNumberTrap, T03_RenewalKeepsTheNumber) {
  // Deposit 2018-03-15, renewed on 2019-03-10: the demand still holds its first deposit, and the number agrees with it.
  EXPECT_TRUE(issues(example, deposited_on("2018-03-15"_date)).empty());
  EXPECT_EQ(issues(example, deposited_on("2019-03-10"_date)),
            (std::vector<NumberIssue>{{Code::deposit_mismatch, Severity::warning, 3}}));
}

TEST(UniqueNumberTrap, T04_RegistrarIsTheOneThatCreated_Convention) {
  // A number has no way to change: the counter read in it is that of the first registration.
  EXPECT_EQ(UniqueNumber::parse(example)->registrar(), registrar("G1104"));
  static_assert(!std::is_default_constructible_v<UniqueNumber>);
}

TEST(UniqueNumberTrap, T05_ParisAndSeineSaintDenisShareANumber) {
  const Territory paris = registration_territory("075"_territory, "2024-02-01"_date);
  EXPECT_EQ(paris, registration_territory("093"_territory, "2024-02-01"_date));
  EXPECT_EQ(issued(paris.code(), "2024-02-01").territory().code(), "111");
  NumberSequence series;
  EXPECT_EQ(UniqueNumber::generate("093"_territory, "2024-02-01"_date, registrar("GDPUB"), series).error().code,
            Errc::wrong_territory);
  EXPECT_EQ(series.last(), 0U);
}

TEST(UniqueNumberTrap, T06_ParisAndLilleAreTwoNumbers) {
  EXPECT_FALSE(same_territory("111"_territory, "059"_territory, "2024-02-01"_date));
  EXPECT_NE(issued("111", "2024-02-01"), issued("059", "2024-02-01"));
}

TEST(UniqueNumberTrap, T07_NumberAfterSeparationCarriesTheNewDeposit) {
  // Seniority 2019-05-31 stays in the demand: the number tells 03/24 and is right.
  const UniqueNumber number = issued("111", "2024-03-01");
  EXPECT_EQ(number.month(), 3);
  EXPECT_EQ(number.year4(), 2024);
  EXPECT_TRUE(issues(number.text(), deposited_on("2024-03-01"_date)).empty());
}

TEST(UniqueNumberTrap, T08_RefiledDemandGetsANewNumber) {
  const UniqueNumber number = issued("111", "2025-04-02", 42);
  EXPECT_EQ(number.text().substr(3, 4), "0425");
  EXPECT_NE(number, UniqueNumber::parse(example).value());
}

TEST(UniqueNumberTrap, T09_CorseDuSud_Convention) {
  const auto number = UniqueNumber::parse("02A0615000042M2A01");
  ASSERT_TRUE(number);
  EXPECT_EQ(number->territory(), "02A"_territory);
  EXPECT_EQ(number->territory_kind(), TerritoryKind::corsica);
  EXPECT_EQ(number->month(), 6);
  EXPECT_EQ(number->year4(), 2015);
  EXPECT_TRUE(issues("02A0615000042M2A01").empty());
}

TEST(UniqueNumberTrap, T10_Spaces_Convention) {
  EXPECT_EQ(UniqueNumber::parse("111 0318 016982 G1104").value(), UniqueNumber::parse(example).value());
}

TEST(UniqueNumberTrap, T11_OldNumberOfTwentyCharacters_Convention) {
  const auto old = LegacyNumber::keep("0590405000123CCAS001");
  ASSERT_TRUE(old);
  EXPECT_EQ(old->text(), "0590405000123CCAS001");
  EXPECT_EQ(fault(old->text()), (Fault{Errc::bad_length, 18}));
}

TEST(UniqueNumberTrap, T12_OnlyTheRegistrarDiffers) {
  const auto a = UniqueNumber::parse("1110318016982G1104").value();
  const auto b = UniqueNumber::parse("1110318016982GDPUB").value();
  EXPECT_NE(a, b);
  EXPECT_EQ(a.sequence(), b.sequence());
}

TEST(UniqueNumberTrap, T13_MonthOfDepositNotOfAttestation) {
  EXPECT_EQ(issued("111", "2023-10-01", 41, "GDPUB").text(), "1111023000042GDPUB");
}

TEST(UniqueNumberTrap, T14_MonthOfReceiptNotOfValidation_Convention) {
  EXPECT_EQ(issued("059", "2024-01-31").text().substr(3, 4), "0124");
}

// Parts.

TEST(UniqueNumber, PartsOfThePublicExample) {
  const UniqueNumber number = UniqueNumber::parse(example).value();
  EXPECT_EQ(number.territory(), ile_de_france);
  EXPECT_EQ(number.territory_kind(), TerritoryKind::ile_de_france);
  EXPECT_EQ(number.sequence(), 16982U);
  EXPECT_EQ(number.registrar().code(), "G1104");
  EXPECT_FALSE(number.registrar().is_public_counter());
  EXPECT_TRUE(registrar("GDPUB").is_public_counter());
}

TEST(UniqueNumber, ValueType) {
  static_assert(sizeof(UniqueNumber) <= 24 && std::is_trivially_copyable_v<UniqueNumber>);
  static_assert("1110318016982G1104"_number.sequence() == 16982);
  const auto a = "0590423000001GDPUB"_number;
  const auto b = "1110318016982G1104"_number;
  EXPECT_LT(a, b);
  const std::unordered_set<UniqueNumber> set{a, b, a};
  EXPECT_EQ(set.size(), 2U);
}

TEST(UniqueNumber, RegistrarOfFiveDigits) { EXPECT_EQ(UniqueNumber::parse("059102300004259900")->registrar().code(), "59900"); }

TEST(UniqueNumber, RegistrarCodeIsStrict) {
  EXPECT_EQ(RegistrarCode::parse("").error(), (Fault{Errc::empty_input, 0}));
  EXPECT_EQ(RegistrarCode::parse("G110").error(), (Fault{Errc::bad_length, 4}));
  EXPECT_EQ(RegistrarCode::parse("G11045").error(), (Fault{Errc::bad_length, 5}));
  EXPECT_EQ(RegistrarCode::parse("G1l04").error(), (Fault{Errc::bad_character, 2}));
}

// Century, by convention.

TEST(UniqueNumberCenturyConvention, NinetyNineIsInDoubt) {
  const auto number = UniqueNumber::parse("0010599000042G1104");
  ASSERT_TRUE(number);
  EXPECT_EQ(number->year2(), 99);
  EXPECT_EQ(number->year4(), std::nullopt);
  EXPECT_EQ(issues("0010599000042G1104"),
            (std::vector<NumberIssue>{{Code::ambiguous_century, Severity::warning, 3}}));
}

TEST(UniqueNumberCenturyConvention, NinetyNineIsNeverCalledFutureAndMayMatch1999) {
  const NumberContext context{"2024-01-01"_date, "1999-05-03"_date, {}};
  EXPECT_EQ(issues("0010599000042G1104", context),
            (std::vector<NumberIssue>{{Code::ambiguous_century, Severity::warning, 3}}));
}

TEST(UniqueNumberCenturyConvention, OtherYearsAreOfThisCentury) {
  EXPECT_EQ(UniqueNumber::parse("0591200000042G1104")->year4(), 2000);
  EXPECT_EQ(UniqueNumber::parse("0591298000042G1104")->year4(), 2098);
}

// Issues.

TEST(UniqueNumberCheck, NothingToSay) { EXPECT_TRUE(UniqueNumber::check(example).empty()); }

TEST(UniqueNumberCheck, Length) {
  EXPECT_EQ(issues(""), (std::vector<NumberIssue>{{Code::bad_length, Severity::error, 0}}));
  EXPECT_EQ(issues(" - . "), (std::vector<NumberIssue>{{Code::bad_length, Severity::error, 5}}));
  EXPECT_EQ(issues("111 0318 016982 G110"), (std::vector<NumberIssue>{{Code::bad_length, Severity::error, 20}}));
  EXPECT_EQ(issues("111 0318 016982 G1104 5"), (std::vector<NumberIssue>{{Code::bad_length, Severity::error, 22}}));
  EXPECT_TRUE(issues("111 0318 016982 G1104  ").empty());
}

TEST(UniqueNumberCheck, WrongLengthStillNamesStrangeCharacters) {
  EXPECT_EQ(issues("111/0318"), (std::vector<NumberIssue>{{Code::bad_length, Severity::error, 8},
                                                          {Code::bad_character, Severity::error, 3}}));
}

TEST(UniqueNumberCheck, EveryWrongCharacterOfEveryField) {
  // Territory, month, year, sequence, registrar; a letter is right only in the last.
  EXPECT_EQ(issues("1X1 0O18 01698I G110_"), (std::vector<NumberIssue>{{Code::bad_character, Severity::error, 1},
                                                                      {Code::bad_character, Severity::error, 5},
                                                                      {Code::bad_character, Severity::error, 14},
                                                                      {Code::bad_character, Severity::error, 20}}));
  EXPECT_EQ(issues("111031801698BG1104"), (std::vector<NumberIssue>{{Code::bad_character, Severity::error, 12}}));
  EXPECT_EQ(issues("11C0318016982G1104"), (std::vector<NumberIssue>{{Code::bad_character, Severity::error, 2}}));
  EXPECT_EQ(issues("A110318016982G1104"), (std::vector<NumberIssue>{{Code::bad_character, Severity::error, 0}}));
}

TEST(UniqueNumberCheck, LetterOIsNeverAZero) {
  EXPECT_EQ(fault("111O318016982G1104"), (Fault{Errc::bad_character, 3}));
  EXPECT_NE(UniqueNumber::parse("1110318016982GO1O4").value(), UniqueNumber::parse("1110318016982G0104").value());
}

TEST(UniqueNumberCheck, Months) {
  EXPECT_EQ(fault("1110018016982G1104"), (Fault{Errc::bad_month, 3}));
  EXPECT_EQ(fault("1111318016982G1104"), (Fault{Errc::bad_month, 3}));
  EXPECT_EQ(fault("111 1318 016982 G1104"), (Fault{Errc::bad_month, 4}));
  EXPECT_TRUE(UniqueNumber::parse("1110118016982G1104"));
  EXPECT_TRUE(UniqueNumber::parse("1111218016982G1104"));
}

TEST(UniqueNumberCheck, FaultIsAnErrorEvenAfterAWarning) {
  EXPECT_EQ(fault("0961323016982G1104"), (Fault{Errc::bad_month, 3}));
  EXPECT_EQ(issues("0961323016982G1104"), (std::vector<NumberIssue>{{Code::unknown_territory, Severity::warning, 0},
                                                                   {Code::bad_month, Severity::error, 3}}));
}

TEST(UniqueNumberCheck, UnknownTerritoryIsReadButNotIssued) {
  for (const std::string_view code : {"020", "096", "000", "977", "112", "01A"}) {
    const std::string text = std::string(code) + "0318016982G1104";
    const auto number = UniqueNumber::parse(text);
    ASSERT_TRUE(number) << code;
    EXPECT_EQ(number->territory_kind(), TerritoryKind::unknown);
    EXPECT_EQ(issues(text), (std::vector<NumberIssue>{{Code::unknown_territory, Severity::warning, 0}}));
    const NumberContext ours{std::nullopt, std::nullopt, NumberOrigin::issued};
    EXPECT_EQ(issues(text, ours), (std::vector<NumberIssue>{{Code::unknown_territory, Severity::error, 0}}));
  }
}

TEST(UniqueNumberCheck, DepartementOfIleDeFranceAfter2011) {
  const std::vector<NumberIssue> warned{{Code::idf_department_after_2011, Severity::warning, 0}};
  EXPECT_TRUE(issues("0750211016982G1104").empty());
  EXPECT_EQ(issues("0750411016982G1104"), warned);
  EXPECT_EQ(issues("0950318016982G1104"), warned);
  EXPECT_TRUE(issues("0600318016982G1104").empty());
  // March 2011 says nothing of the day; the deposit date does.
  EXPECT_TRUE(issues("0750311016982G1104").empty());
  EXPECT_TRUE(issues("0750311016982G1104", deposited_on("2011-03-27"_date)).empty());
  EXPECT_EQ(issues("0750311016982G1104", deposited_on("2011-03-28"_date)), warned);
}

TEST(UniqueNumberCheck, FutureDate) {
  EXPECT_TRUE(issues(example, judged_on("2018-03-01"_date)).empty());
  EXPECT_EQ(issues(example, judged_on("2018-02-28"_date)),
            (std::vector<NumberIssue>{{Code::future_date, Severity::error, 3}}));
  EXPECT_EQ(issues("111 0318 016982 G1104", judged_on("2017-12-31"_date)),
            (std::vector<NumberIssue>{{Code::future_date, Severity::error, 4}}));
  EXPECT_TRUE(UniqueNumber::parse("1111298016982G1104")) << "the day of the judgement is an argument";
}

TEST(UniqueNumberCheck, DepositMismatchIsAnErrorInANumberOfOurs) {
  const NumberContext ours{std::nullopt, "2018-04-15"_date, NumberOrigin::issued};
  EXPECT_EQ(issues(example, ours), (std::vector<NumberIssue>{{Code::deposit_mismatch, Severity::error, 3}}));
  EXPECT_EQ(issues(example, deposited_on("1918-03-15"_date)),
            (std::vector<NumberIssue>{{Code::deposit_mismatch, Severity::warning, 3}}));
}

TEST(UniqueNumberCheck, BeforeTheSystem) {
  EXPECT_EQ(issues("0591000000042G1104"), (std::vector<NumberIssue>{{Code::before_system, Severity::warning, 3}}));
  EXPECT_TRUE(issues("0591100000042G1104").empty());
}

TEST(UniqueNumberCheck, AllTogether) {
  const NumberContext context{"1999-01-01"_date, "2018-03-15"_date, NumberOrigin::issued};
  const auto found = issues("0960900000000G1104", context);
  EXPECT_EQ(found, (std::vector<NumberIssue>{{Code::unknown_territory, Severity::error, 0},
                                             {Code::future_date, Severity::error, 3},
                                             {Code::before_system, Severity::warning, 3},
                                             {Code::deposit_mismatch, Severity::error, 3}}));
  EXPECT_TRUE(UniqueNumber::check("0960900000000G1104", context).has(Code::before_system));
  EXPECT_FALSE(UniqueNumber::check("0591000000042G1104").has_error());
}

TEST(UniqueNumberCheck, EveryIssueHasNameRuleAndSeverity) {
  std::set<std::string_view> names;
  for (int i = 1; i <= 10; ++i) {
    const auto code = static_cast<Code>(i);
    names.insert(text(code));
    EXPECT_EQ(rule(code).substr(0, 7), "number.") << i;
    EXPECT_GE(severity(code, NumberOrigin::issued), severity(code, NumberOrigin::received)) << i;
  }
  EXPECT_EQ(names.size(), 10U);
  EXPECT_EQ(text(NumberIssue{Code::bad_month, Severity::error, 3}), "BAD_MONTH");
}

// Ways of typing.

TEST(UniqueNumberTyped, SeparatorsOfEveryKind) {
  const auto expected = UniqueNumber::parse(example).value();
  for (const std::string_view gap : {" ", "\t", "\r\n", ".", "-", "\u00A0", "\u202F", "\u2009", "\u2007", "\u2002", "\u3000",
                                     "\u200B", "\u2060", "\uFEFF", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015",
                                     "\u2212", " - "}) {
    std::string typed(gap);
    for (const std::string_view part : {"111", "0318", "016982", "G1104"}) typed.append(part).append(gap);
    const auto read = UniqueNumber::parse(typed);
    ASSERT_TRUE(read) << typed;
    EXPECT_EQ(*read, expected);
    EXPECT_TRUE(UniqueNumber::possible(typed));
  }
}

TEST(UniqueNumberTyped, LowerCaseAndFullWidth) {
  const auto expected = UniqueNumber::parse(example).value();
  EXPECT_EQ(UniqueNumber::parse("1110318016982g1104").value(), expected);
  EXPECT_EQ(UniqueNumber::parse("１１１０３１８０１６９８２Ｇ１１０４").value(), expected);
  EXPECT_EQ(UniqueNumber::parse("１１１　０３１８　０１６９８２　ｇ１１０４").value(), expected);
  EXPECT_EQ(UniqueNumber::parse("02a0615000042m2a01")->territory(), "02A"_territory);
}

TEST(UniqueNumberTyped, OffsetsAreThoseOfTheTextGiven) {
  // Two no-break spaces of two and three bytes stand before the month.
  EXPECT_EQ(fault("111\u00A0\u202F1318 016982 G1104"), (Fault{Errc::bad_month, 8}));
  EXPECT_EQ(fault("１１１1318016982G1104"), (Fault{Errc::bad_month, 9}));
  EXPECT_EQ(fault("1110318016982G110é"), (Fault{Errc::bad_character, 17}));
}

TEST(UniqueNumberTyped, LookAlikesStayStrangers) {
  EXPECT_EQ(fault("1110318016982G11О4").code, Errc::bad_character) << "a Cyrillic O";
  EXPECT_EQ(fault("1110318_016982G1104").code, Errc::bad_length);
  EXPECT_EQ(fault(std::string_view("111031801698\0G1104", 18)), (Fault{Errc::bad_character, 12}));
}

TEST(UniqueNumberTyped, BytesThatAreNotUtf8) {
  for (const std::string_view bad : {"\xA0", "\xC3", "\xC0\xA0", "\xE0\x80\xA0", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80",
                                     "\xFF", "\xE2\x80", "\x80"}) {
    const std::string typed = "111" + std::string(bad) + "0318016982G1104";
    EXPECT_EQ(fault(typed), (Fault{Errc::bad_encoding, 3}));
    EXPECT_EQ(issues(typed), (std::vector<NumberIssue>{{Code::bad_encoding, Severity::error, 3}}));
    EXPECT_FALSE(UniqueNumber::possible(typed));
  }
  EXPECT_EQ(fault("1110318016982G1104\xE2\x80"), (Fault{Errc::bad_encoding, 18}));
}

TEST(UniqueNumberTyped, ReadingStopsAtTheNineteenthCharacter) {
  std::string typed(1'000'000, '1');
  typed += '\xFF';
  EXPECT_EQ(fault(typed), (Fault{Errc::bad_length, 18}));
}

TEST(UniqueNumberPossible, TellsNumbersFromOtherText) {
  EXPECT_TRUE(UniqueNumber::possible(example));
  EXPECT_TRUE(UniqueNumber::possible("1111323016982G1104")) << "possible, though check finds a month";
  EXPECT_FALSE(UniqueNumber::possible(""));
  EXPECT_FALSE(UniqueNumber::possible("2018-03-15"));
  EXPECT_FALSE(UniqueNumber::possible("0590405000123CCAS001"));
  EXPECT_FALSE(UniqueNumber::possible("1110318016982G110é"));
}

// Writing and issuing.

TEST(UniqueNumberFormat, TwoStyles) {
  const auto number = "1110318016982G1104"_number;
  EXPECT_EQ(number.format(NumberStyle::compact), "1110318016982G1104");
  EXPECT_EQ(number.format(NumberStyle::grouped), "111 0318 016982 G1104");
}

TEST(UniqueNumberGenerate, NextOfASeries) {
  NumberSequence series(16981);
  EXPECT_EQ(UniqueNumber::generate(ile_de_france, "2018-03-15"_date, registrar("G1104"), series).value(),
            "1110318016982G1104"_number);
  EXPECT_EQ(series.last(), 16982U);
  EXPECT_EQ(UniqueNumber::generate(ile_de_france, "2018-03-15"_date, registrar("GDPUB"), series).value(),
            "1110318016983GDPUB"_number);
}

TEST(UniqueNumberGenerate, SixDigitsThenNoMore_Convention) {
  NumberSequence series(999998);
  EXPECT_EQ(series.left(), 1U);
  EXPECT_EQ(UniqueNumber::generate("974"_territory, "2024-12-31"_date, registrar("GDPUB"), series).value(),
            "9741224999999GDPUB"_number);
  EXPECT_EQ(UniqueNumber::generate("974"_territory, "2024-12-31"_date, registrar("GDPUB"), series).error().code,
            Errc::sequence_exhausted);
  EXPECT_EQ(series.last(), 999999U);
  EXPECT_EQ(issued("974", "2024-12-31", 0).sequence(), 1U);
}

TEST(UniqueNumberGenerate, RefusalsLeaveTheSeriesAlone) {
  NumberSequence series(41);
  const auto refusal = [&](const Territory& territory, Date deposit) {
    return UniqueNumber::generate(territory, deposit, registrar("G1104"), series).error().code;
  };
  EXPECT_EQ(refusal(Territory::parse_any("096").value(), "2024-01-01"_date), Errc::unknown_territory);
  EXPECT_EQ(refusal(Territory(), "2024-01-01"_date), Errc::unknown_territory);
  EXPECT_EQ(refusal("075"_territory, "2011-03-28"_date), Errc::wrong_territory);
  EXPECT_EQ(refusal("059"_territory, "2000-11-07"_date), Errc::date_out_of_range);
  EXPECT_EQ(refusal("059"_territory, "2099-01-01"_date), Errc::date_out_of_range);
  EXPECT_EQ(series.last(), 41U);
}

TEST(UniqueNumberGenerate, OldDepartementBeforeTheRegion) {
  EXPECT_EQ(issued("075", "2011-03-27").text(), "0750311000042G1104");
  EXPECT_EQ(issued("059", "2000-11-08").text(), "0591100000042G1104");
}

TEST(UniqueNumberGenerate, OursAreBeyondReproach) {
  const UniqueNumber number = issued("02B", "2016-02-29");
  const NumberContext context{"2016-02-29"_date, "2016-02-29"_date, NumberOrigin::issued};
  EXPECT_TRUE(issues(number.text(), context).empty());
}

// Other numbers.

TEST(LegacyNumber, KeptAsItIs) {
  const auto number = LegacyNumber::keep("  059-04/05 000123 CCAS.01  ", DepositMonth{2005, 4});
  ASSERT_TRUE(number);
  EXPECT_EQ(number->text(), "059-04/05 000123 CCAS.01");
  EXPECT_EQ(number->deposit(), (DepositMonth{2005, 4}));
  EXPECT_EQ(LegacyNumber::keep("X")->deposit(), std::nullopt);
  EXPECT_EQ(*number, LegacyNumber::keep("059-04/05 000123 CCAS.01").value()) << "the month known does not make another number";
}

TEST(LegacyNumber, Faults) {
  EXPECT_EQ(LegacyNumber::keep("").error(), (Fault{Errc::empty_input, 0}));
  EXPECT_EQ(LegacyNumber::keep("   ").error(), (Fault{Errc::empty_input, 0}));
  EXPECT_TRUE(LegacyNumber::keep(std::string(31, '1')));
  EXPECT_EQ(LegacyNumber::keep(std::string(32, '1')).error(), (Fault{Errc::bad_identifier, 31}));
  EXPECT_EQ(LegacyNumber::keep(" 12\n4").error(), (Fault{Errc::bad_identifier, 3}));
  EXPECT_EQ(LegacyNumber::keep("12é").error(), (Fault{Errc::bad_identifier, 2}));
  EXPECT_EQ(LegacyNumber::keep("1", DepositMonth{2005, 13}).error().code, Errc::bad_month);
  EXPECT_EQ(LegacyNumber::keep("1", DepositMonth{2005, 0}).error().code, Errc::bad_month);
  EXPECT_EQ(LegacyNumber::keep("1", DepositMonth{0, 1}).error().code, Errc::date_out_of_range);
}

TEST(NationalNumber, OpaqueWithAValidatorOfTheCallersChoice) {
  const NationalNumber::Validator ten_digits = [](std::string_view text) {
    return text.size() == 10 && text.find_first_not_of("0123456789") == std::string_view::npos;
  };
  EXPECT_EQ(NationalNumber::keep(" 0123456789 ", ten_digits)->text(), "0123456789");
  EXPECT_EQ(NationalNumber::keep("012345678X", ten_digits).error(), (Fault{Errc::bad_identifier, 0}));
  EXPECT_TRUE(NationalNumber::keep("012345678X"));
  EXPECT_EQ(NationalNumber::keep("").error().code, Errc::empty_input);
}

TEST(OtherNumbers, OrderedAndHashed) {
  EXPECT_LT(LegacyNumber::keep("A").value(), LegacyNumber::keep("AB").value());
  EXPECT_LT(NationalNumber::keep("A").value(), NationalNumber::keep("B").value());
  const std::unordered_set<LegacyNumber> old{LegacyNumber::keep("A").value(), LegacyNumber::keep(" A").value()};
  EXPECT_EQ(old.size(), 1U);
  const std::unordered_set<NationalNumber> national{NationalNumber::keep("A").value(), NationalNumber::keep("B").value()};
  EXPECT_EQ(national.size(), 2U);
  static_assert(std::is_trivially_copyable_v<LegacyNumber> && std::is_trivially_copyable_v<NationalNumber>);
}

}  // namespace
}  // namespace sne
