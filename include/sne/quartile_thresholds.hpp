#pragma once

#include <optional>
#include <string_view>

#include <sne/quartile.hpp>

/// Thresholds of the first quartile by intercommunal body and year.  (fr: seuils de ressources du premier quartile)
///
/// Orders of 2024, 2025 and 2026. Île-de-France has one value, which each of its bodies bears. That of 2024 is taken to be in
/// force the day after its signature, that of 2025, whose date was not found, a year later (conventions); that of 2026 the day after its
/// publication.
namespace sne {

/// What an order says of a territory; no bounds where it does not list it.
struct QuartileThreshold {
  std::optional<QuartileBounds> bounds;
  std::int16_t year;  ///< of the order
  Rule rule;
  Mark mark;

  /// The threshold that `first_quartile` takes.
  [[nodiscard]] constexpr std::optional<std::int32_t> first() const noexcept {
    return bounds ? std::optional<std::int32_t>(bounds->q1) : std::nullopt;
  }
  friend constexpr bool operator==(const QuartileThreshold&, const QuartileThreshold&) = default;
};

/// The thresholds of a body on a day: by the order in force that day, or by that of its calendar year. `unknown_epci` for a SIREN that
/// no body bears; `date_out_of_range` for a day that no order covers, before 2024 or after 2026.
/// Lille (`200093201`) on 2026-03-10: 9427, the order of 2025, and 9456 under `calendar_year`; on 2026-05-03: 9456.
/// @rule quartile.threshold   @law CCH L441-1
[[nodiscard]] Result<QuartileThreshold> threshold_on(std::string_view siren, Date day,
                                                     QuartileYear reading = QuartileYear::in_force) noexcept;

}  // namespace sne
