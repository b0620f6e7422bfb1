#pragma once

#include <memory>

#include <sne/household_files.hpp>

namespace sne {

struct HouseholdReader::Feed {
  Feed() = default;
  virtual ~Feed() = default;
  Feed(const Feed&) = delete;
  Feed& operator=(const Feed&) = delete;

  virtual bool feed(std::string_view bytes) = 0;
  virtual void finish() = 0;
  [[nodiscard]] virtual std::optional<QuestionFault> fault() const = 0;
};

std::unique_ptr<HouseholdReader::Feed> make_csv_feed(const QuestionDefaults& defaults, OnHousehold on_household);

}  // namespace sne
