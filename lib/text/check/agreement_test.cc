#include <gtest/gtest.h>

#include <array>

#include <text/message.hpp>
#include <text/plain/messages.hpp>

namespace sne::wording {
namespace {

constexpr std::array languages{Language::fr, Language::en};
constexpr std::array<std::int64_t, 9> numbers{0, 1, 2, 5, 31, 999, 1000, 12345, 1234567};
const std::array<std::string, 3> words{"m", "f", "l’accès"};

/// The names that a message uses, with the format of each; empty for a plain value.
std::vector<std::pair<std::string_view, std::string_view>> named_in(std::string_view pattern) {
  std::vector<std::pair<std::string_view, std::string_view>> found;
  for (std::size_t open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1)) {
    const std::size_t end = pattern.find_first_of(",{}", open + 1);
    const std::string_view name = pattern.substr(open + 1, end - open - 1);
    std::string_view format;
    if (pattern[end] == ',') format = pattern.substr(end + 2, pattern.find_first_of(",}", end + 2) - end - 2);
    found.emplace_back(name, format);
  }
  return found;
}

/// A value of the right kind for each name; `round` chooses which.
Arguments sample(std::string_view pattern, std::size_t round) {
  Arguments arguments;
  for (const auto& [name, format] : named_in(pattern)) {
    if (arguments.find(name) != nullptr) continue;
    if (format == "date") {
      arguments.add(name, Date::from_days(static_cast<std::int32_t>(19000 + 31 * round)));
    } else if (format == "number" || format == "plural") {
      arguments.add(name, numbers[round % numbers.size()]);
    } else {
      arguments.add(name, words[round % words.size()]);
    }
  }
  return arguments;
}

TEST(Agreement, EveryMessageReadsTheSameWithAndWithoutIcu) {
  ASSERT_GT(plain::messages().size(), 300U);
  for (const plain::Message& message : plain::messages()) {
    const std::string_view table = message.key.substr(0, message.key.find('/'));
    const std::string_view key = message.key.substr(table.size() + 1);
    for (const Language language : languages) {
      const std::string_view pattern = message.text[static_cast<std::size_t>(language)];
      for (std::size_t round = 0; round < 2 * numbers.size(); ++round) {
        const Arguments arguments = sample(pattern, round);
        const auto by_icu = icu::format(language, table, key, arguments);
        ASSERT_TRUE(by_icu.has_value()) << message.key;
        EXPECT_EQ(by_icu, plain::format(language, table, key, arguments)) << message.key;
        EXPECT_EQ(by_icu->find_first_of("{}#"), std::string::npos) << message.key << ": " << *by_icu;
      }
    }
  }
}

TEST(Agreement, EveryDayIsWrittenTheSame) {
  for (const Date first : {"0001-01-01"_date, "1582-09-01"_date, "2023-01-01"_date, "9999-01-01"_date}) {
    for (std::int32_t day = 0; day < 365; ++day) {
      for (const Language language : languages) {
        const Arguments arguments{{"day", first + day}};
        EXPECT_EQ(icu::format(language, "layout", "day", arguments), plain::format(language, "layout", "day", arguments));
      }
    }
  }
}

TEST(Agreement, AMessageWithoutItsArgumentIsNotMade) {
  for (const Language language : languages) {
    EXPECT_FALSE(icu::format(language, "layout", "day", {}).has_value());
    EXPECT_FALSE(plain::format(language, "layout", "day", {}).has_value());
    EXPECT_FALSE(icu::format(language, "layout", "no-such-key", {}).has_value());
    EXPECT_FALSE(plain::format(language, "layout", "no-such-key", {}).has_value());
  }
}

TEST(Agreement, PluralsFollowTheLanguage) {
  const auto count = [](std::int64_t number, Language language) {
    return plain::format(language, "heading", "reasons", {{"count", number}}).value_or("");
  };
  EXPECT_EQ(count(0, Language::fr), "Motif du refus\u202f:");
  EXPECT_EQ(count(0, Language::en), "Reasons for the refusal:");
  EXPECT_EQ(count(1, Language::en), "Reason for the refusal:");
}

}  // namespace
}  // namespace sne::wording
