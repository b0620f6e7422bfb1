// The three kinds of number never stand for one another, and none comes from raw text.

#include <sne/unique_number.hpp>

using namespace sne::literals;

constexpr sne::UniqueNumber number = "0590923016982G1104"_number;
constexpr sne::LegacyNumber legacy = sne::LegacyNumber::keep("0590405000123CCASLILLE").value();
constexpr sne::NationalNumber national = sne::NationalNumber::keep("N1").value();
constexpr sne::RegistrarCode registrar = sne::RegistrarCode::parse("G1104").value();

// CASE impossible_month: not a constant expression|__assert_fail|null pointer
#ifdef CASE_impossible_month
constexpr sne::UniqueNumber thirteenth = "0591323016982G1104"_number;
#endif

// CASE unread_text: conversion from|no viable conversion|could not convert
#ifdef CASE_unread_text
constexpr sne::UniqueNumber raw = "0590923016982G1104";
#endif

// CASE legacy_as_current: conversion from|no viable conversion|could not convert
#ifdef CASE_legacy_as_current
constexpr sne::UniqueNumber current = legacy;
#endif

// CASE legacy_against_current: no match for 'operator=='|invalid operands
#ifdef CASE_legacy_against_current
constexpr bool same = legacy == number;
#endif

// CASE national_against_current: no match for 'operator=='|invalid operands
#ifdef CASE_national_against_current
constexpr bool same = national == number;
#endif

// CASE territory_of_a_national_number: has no member named 'territory'|no member named 'territory'
#ifdef CASE_territory_of_a_national_number
constexpr auto territory = national.territory();
#endif

// CASE sequence_from_a_number: cannot bind|no matching function|no viable conversion|cannot convert|invalid initialization
#ifdef CASE_sequence_from_a_number
constexpr auto made = sne::UniqueNumber::generate("059"_territory, "2023-09-04"_date, registrar, 16981u);
#endif

// CASE unknown_territory: not a constant expression|__assert_fail|null pointer
#ifdef CASE_unknown_territory
constexpr sne::Territory nowhere = "999"_territory;
#endif

// CASE view_of_a_temporary: deleted
#ifdef CASE_view_of_a_temporary
constexpr auto view = number.format(sne::NumberStyle::grouped).view();
#endif
