#pragma once

#include <string>
#include <utility>

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <sne/result.hpp>

/// Faults in the vocabulary of abseil.  (fr: anomalies au format d'abseil)
namespace sne::adapt {

/// Kind of status for a fault: input that cannot be read is an invalid argument, a few faults have a name of their own there.
inline absl::StatusCode status_code(Errc code) noexcept {
  switch (code) {
    case Errc::date_out_of_range: return absl::StatusCode::kOutOfRange;
    case Errc::duplicate_event:
    case Errc::number_in_use: return absl::StatusCode::kAlreadyExists;
    case Errc::sequence_exhausted: return absl::StatusCode::kResourceExhausted;
    case Errc::unreadable_file: return absl::StatusCode::kNotFound;
    default: return absl::StatusCode::kInvalidArgument;
  }
}

/// `{Errc::bad_month, 3}` becomes `INVALID_ARGUMENT: BAD_MONTH at 3`. Nothing of the input is in the message.
inline absl::Status to_status(Fault fault) {
  return {status_code(fault.code), std::string(text(fault.code)) + " at " + std::to_string(fault.at)};
}

/// The value, or the fault as a status.
template <class T>
absl::StatusOr<T> to_statusor(Result<T> result) {
  if (!result) return to_status(result.error());
  return std::move(result).value();
}

}  // namespace sne::adapt
