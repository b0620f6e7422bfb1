#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <sne/sne.h>

#include <sne/demand.hpp>
#include <sne/law/lawbook.hpp>
#include <sne/policy.hpp>
#include <sne/replay.hpp>
#include <sne/timeline.hpp>

#include "operations/reading.hpp"

struct sne_law {
  sne::LawBook book;
};
struct sne_policy {
  sne::Policy policy;
};
struct sne_demand {
  sne::Demand demand;
};
struct sne_timeline {
  sne::Timeline timeline;
  sne::LawBook book;
};
struct sne_replay {
  sne::Replay replay;
};
struct sne_text {
  std::string bytes;
};

/// What every function of the C interface has in common: conversion and the wall that no exception passes.
namespace sne::door {

/// Why a call fails. Thrown by the helpers below and caught by `guarded`.
struct Failure {
  std::int32_t status = SNE_OK;
  std::string field{};
  std::uint32_t at = 0;
  std::int64_t row = -1;
};

[[noreturn]] inline void fail(std::int32_t status, std::string_view field, std::uint32_t at = 0) { throw Failure{status, std::string(field), at, -1}; }
[[noreturn]] inline void fail(Fault fault, std::string_view field) { fail(static_cast<std::int32_t>(fault.code), field, fault.at); }
[[noreturn]] inline void fail(Errc code, std::string_view field) { fail(Fault{code}, field); }

template <class T>
T read(const Result<T>& result, std::string_view field) {
  if (!result) fail(result.error(), field);
  return *result;
}

Failure failure_of(const OperationFault& fault);

/// Bytes of a struct in the first release that had it: what a caller must have at least. A struct that has grown since says here where it ended.
template <class Struct>
inline constexpr std::size_t first_size = sizeof(Struct);

/// How much of a struct both sides know: the caller may be of an earlier release than ours, or of a later one.
template <class Struct>
std::size_t known_size(const Struct& of) noexcept {
  return std::min<std::size_t>(of.struct_size, sizeof(Struct));
}

/// Writes what both sides know of a struct, but for its size.
template <class Struct>
void write_known(Struct& place, Struct value) noexcept {
  value.struct_size = place.struct_size;
  std::memcpy(&place, &value, known_size(place));
}

/// Writes what is wrong where the caller wants to know it. Returns the status.
std::int32_t tell(sne_fault* fault, const Failure& failure) noexcept;

/// Empties what a fault leaves empty, of whatever kind: before any check.
template <class Handle>
void empty(Handle** made) noexcept {
  if (made != nullptr) *made = nullptr;
}

/// Runs the body of a function: 0, or the status of what went wrong. Nothing is thrown further.
template <class Body>
std::int32_t guarded(sne_fault* fault, Body body) noexcept {
  if (fault != nullptr && fault->struct_size < first_size<sne_fault>) return SNE_BAD_STRUCT_SIZE;
  try {
    body();
    return SNE_OK;
  } catch (const Failure& failure) {
    return tell(fault, failure);
  } catch (const answering::Refusal& refusal) {
    return tell(fault, failure_of(refusal.fault));
  } catch (const std::bad_alloc&) {
    return tell(fault, {SNE_OUT_OF_MEMORY, {}, 0, -1});
  } catch (...) {
    return tell(fault, {SNE_INTERNAL, {}, 0, -1});
  }
}

// Parameters that are read

std::string_view text_in(const char* bytes, std::int64_t size, std::string_view name);
Date day_in(std::int32_t day, std::string_view name);
std::optional<Date> day_if(std::int32_t day, std::string_view name);
std::size_t rows_in(std::int64_t rows);

/// The value of a closed list of a known length.
template <class Code>
Code code_in(std::int32_t number, std::size_t count, std::string_view name) {
  if (number < 0 || static_cast<std::size_t>(number) >= count) fail(Errc::unknown_code, name);
  return static_cast<Code>(number);
}
template <ClosedList Code>
Code code_in(std::int32_t number, std::string_view name) {
  return code_in<Code>(number, CodeNames<Code>::list.size(), name);
}
/// A whole number of a narrower type.
template <class Number>
Number narrow(std::int64_t number, Errc otherwise, std::string_view name) {
  if (!std::in_range<Number>(number)) fail(otherwise, name);
  return static_cast<Number>(number);
}

template <class T>
const T& given(const T* pointer, std::string_view name) {
  if (pointer == nullptr) fail(SNE_NULL_POINTER, name);
  return *pointer;
}
template <class T>
T& given(T* pointer, std::string_view name) {
  if (pointer == nullptr) fail(SNE_NULL_POINTER, name);
  return *pointer;
}

inline constexpr LawBook shipped = LawBook::builtin();
inline const LawBook& law_in(const sne_law* law) noexcept { return law == nullptr ? shipped : law->book; }
inline Policy policy_in(const sne_policy* policy) noexcept { return policy == nullptr ? Policy::sne() : policy->policy; }

/// The struct of a caller is at least that of the first release.
template <class Struct>
void check_size(const Struct* pointer, std::string_view name) {
  if (given(pointer, name).struct_size < first_size<Struct>) fail(SNE_BAD_STRUCT_SIZE, name);
}

/// A struct of the caller; what he does not know is 0.
template <class Struct>
Struct struct_in(const Struct* pointer, std::string_view name) {
  check_size(pointer, name);
  Struct said{};
  std::memcpy(&said, pointer, known_size(*pointer));
  return said;
}

// What is written

/// Where a struct is written: what the caller knows of it, and no further.
template <class Struct>
void struct_out(Struct* pointer, const Struct& value, std::string_view name) {
  check_size(pointer, name);
  write_known(*pointer, value);
}

/// Says before any work that there is nowhere to write.
template <class T>
void must_write(T* pointer, std::string_view name) {
  static_cast<void>(given(pointer, name));
}

/// Makes what a handle points to. Its place is empty already, so that a fault leaves NULL.
template <class Handle, class Make>
void make(Handle** made, std::string_view name, Make content) {
  must_write(made, name);
  *made = new Handle{content()};
}

/// Bytes for the room that the caller has, with a zero after them.
void write_chars(std::string_view written, char* room, std::int64_t capacity, std::int64_t* size, std::string_view name);

template <std::size_t N>
void put(char (&room)[N], std::string_view written) noexcept {
  const std::size_t size = std::min(written.size(), N - 1);
  std::memset(room, 0, N);
  std::memcpy(room, written.data(), size);
}

inline std::int32_t day_out(const std::optional<Date>& day) noexcept { return day ? day->days() : SNE_NO_DAY; }
template <class Code>
std::int32_t number_of(Code code) noexcept {
  return static_cast<std::int32_t>(code);
}

}  // namespace sne::door
