// A date is a day that exists, and no number turns into one by accident.

#include <sne/date.hpp>

using namespace sne::literals;

constexpr sne::Date leap_day = "2024-02-29"_date;
static_assert(sne::add_months(leap_day, 12, sne::MonthEnd::clamp) == "2025-02-28"_date);

// CASE impossible_day: not a constant expression|assert_fail|null pointer
#ifdef CASE_impossible_day
constexpr sne::Date no_such_day = "2023-02-29"_date;
#endif

// CASE malformed_literal: not a constant expression|assert_fail|null pointer
#ifdef CASE_malformed_literal
constexpr sne::Date french_form = "29/02/2024"_date;
#endif

// CASE months_without_a_rule: too few arguments|no matching function
#ifdef CASE_months_without_a_rule
constexpr sne::Date due = sne::add_months(leap_day, 12);
#endif

// CASE rule_as_a_bool: cannot (convert|initialize)
#ifdef CASE_rule_as_a_bool
constexpr sne::Date due = sne::add_months(leap_day, 12, true);
#endif

// CASE sum_of_two_dates: no match for 'operator\+'|invalid operands
#ifdef CASE_sum_of_two_dates
constexpr auto nonsense = leap_day + leap_day;
#endif

// CASE number_as_a_date: conversion from 'int'|no viable conversion
#ifdef CASE_number_as_a_date
constexpr sne::Date day_count = 19782;
#endif

// CASE date_against_a_number: no match for 'operator<'|invalid operands
#ifdef CASE_date_against_a_number
constexpr bool early = leap_day < 20240229;
#endif

// CASE unchecked_parts: conversion from|no viable conversion|cannot convert
#ifdef CASE_unchecked_parts
constexpr sne::Date parts = sne::CivilDay{2023, 2, 29};
#endif

// CASE fault_ignored: nodiscard
#ifdef CASE_fault_ignored
void read() { sne::Date::parse("2023-02-29"); }
#endif

// CASE result_taken_for_its_value: cannot convert|no viable conversion|conversion from
#ifdef CASE_result_taken_for_its_value
constexpr sne::Date hopeful = sne::Date::parse("2024-02-29");
#endif
