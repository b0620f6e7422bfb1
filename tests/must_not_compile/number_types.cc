// Three kinds of number, and none passes for another.

#include <sne/unique_number.hpp>

using namespace sne::literals;

constexpr sne::UniqueNumber number = "1110318016982G1104"_number;
constexpr sne::LegacyNumber legacy = sne::LegacyNumber::keep("0590405000123CCAS001").value();
constexpr sne::NationalNumber national = sne::NationalNumber::keep("0000000001").value();
void deliver(const sne::UniqueNumber& delivered);

static_assert(number == sne::UniqueNumber::parse("111 0318 016982 G1104").value());

// CASE legacy_as_unique: conversion from|no viable conversion
#ifdef CASE_legacy_as_unique
constexpr sne::UniqueNumber wrong = legacy;
#endif

// CASE unique_as_legacy: conversion from|no viable conversion
#ifdef CASE_unique_as_legacy
constexpr sne::LegacyNumber wrong = number;
#endif

// CASE national_as_legacy: conversion from|no viable conversion
#ifdef CASE_national_as_legacy
constexpr sne::LegacyNumber wrong = national;
#endif

// CASE national_delivered_as_unique: invalid initialization|no matching function|no known conversion
#ifdef CASE_national_delivered_as_unique
void test() { deliver(national); }
#endif

// CASE unique_against_legacy: no match for 'operator=='|invalid operands
#ifdef CASE_unique_against_legacy
constexpr bool wrong = number == legacy;
#endif

// CASE legacy_against_national: no match for 'operator=='|invalid operands
#ifdef CASE_legacy_against_national
constexpr bool wrong = legacy == national;
#endif

// CASE unique_before_national: no match for 'operator<'|invalid operands
#ifdef CASE_unique_before_national
constexpr bool wrong = number < national;
#endif

// CASE text_as_a_number: conversion from|no viable conversion
#ifdef CASE_text_as_a_number
constexpr sne::UniqueNumber wrong = "1110318016982G1104";
#endif

// CASE text_forced_into_a_number: is private within this context|calling a private constructor
#ifdef CASE_text_forced_into_a_number
constexpr sne::UniqueNumber wrong("1110318016982G1104");
#endif

// CASE month_of_a_legacy_number: has no member named 'month'|no member named 'month'
#ifdef CASE_month_of_a_legacy_number
constexpr int wrong = legacy.month();
#endif

// CASE territory_of_a_national_number: has no member named 'territory'|no member named 'territory'
#ifdef CASE_territory_of_a_national_number
constexpr auto wrong = national.territory();
#endif

// CASE number_without_a_value: no matching function|no matching constructor
#ifdef CASE_number_without_a_value
constexpr sne::UniqueNumber wrong;
#endif

// CASE literal_with_month_23: not a constant expression|assert_fail|null pointer
#ifdef CASE_literal_with_month_23
constexpr sne::UniqueNumber wrong = "1111323016982G1104"_number;
#endif

// CASE literal_of_an_unknown_territory: not a constant expression|assert_fail|null pointer
#ifdef CASE_literal_of_an_unknown_territory
constexpr sne::Territory wrong = "096"_territory;
#endif

// CASE territory_as_a_registrar: no matching function|could not convert|no known conversion|cannot convert|invalid initialization
#ifdef CASE_territory_as_a_registrar
sne::NumberSequence series;
const auto wrong = sne::UniqueNumber::generate("111"_territory, "2018-03-15"_date, "111"_territory, series);
#endif

// CASE view_of_a_text_that_is_gone: use of deleted function|deleted (member )?function
#ifdef CASE_view_of_a_text_that_is_gone
const std::string_view wrong = number.format(sne::NumberStyle::grouped).view();
#endif

// CASE sequence_from_a_number: cannot bind|no matching function|no viable conversion|cannot convert|invalid initialization
#ifdef CASE_sequence_from_a_number
constexpr auto wrong = sne::UniqueNumber::generate("111"_territory, "2018-03-15"_date,
                                                   sne::RegistrarCode::parse("G1104").value(), 16981u);
#endif
