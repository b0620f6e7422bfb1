#include "door.hpp"

#include <gtest/gtest.h>

/// Structs of callers of another release: none has grown yet, so one that has is made up here.
namespace {

/// `added` came after the first release, whose struct ended at `old`.
struct Grown {
  std::uint32_t struct_size;
  std::int32_t old;
  std::int64_t added;
};

/// A caller's memory, with what lies behind his struct.
struct Place {
  Grown said;
  std::int32_t behind;
};

}  // namespace

template <>
inline constexpr std::size_t sne::door::first_size<Grown> = 8;

namespace sne::door {
namespace {

constexpr std::uint32_t first = 8;
constexpr std::uint32_t ours = sizeof(Grown);
constexpr std::uint32_t later = ours + 4;

Place place_of(std::uint32_t size) { return {{size, 7, 9}, 11}; }

std::int32_t status_of_size(std::uint32_t size) {
  const Place place = place_of(size);
  return guarded(nullptr, [&] { static_cast<void>(struct_in(&place.said, "said")); });
}

TEST(StructSize, AnEarlierCallerIsReadAsFarAsHeKnows) {
  const Place place = place_of(first);
  const Grown read = struct_in(&place.said, "said");
  EXPECT_EQ(read.old, 7);
  EXPECT_EQ(read.added, 0);
}

TEST(StructSize, ALaterCallerIsReadAsFarAsWeKnow) {
  const Place place = place_of(later);
  const Grown read = struct_in(&place.said, "said");
  EXPECT_EQ(read.old, 7);
  EXPECT_EQ(read.added, 9);
}

TEST(StructSize, NothingIsWrittenBeyondTheCaller) {
  Place place = place_of(first);
  struct_out(&place.said, Grown{0, 1, 2}, "said");
  EXPECT_EQ(place.said.struct_size, first);
  EXPECT_EQ(place.said.old, 1);
  EXPECT_EQ(place.said.added, 9);
}

TEST(StructSize, NothingIsWrittenBeyondUs) {
  Place place = place_of(later);
  struct_out(&place.said, Grown{0, 1, 2}, "said");
  EXPECT_EQ(place.said.struct_size, later);
  EXPECT_EQ(place.said.added, 2);
  EXPECT_EQ(place.behind, 11);
}

TEST(StructSize, BelowTheFirstReleaseIsAFault) {
  EXPECT_EQ(status_of_size(0), SNE_BAD_STRUCT_SIZE);
  EXPECT_EQ(status_of_size(first - 1), SNE_BAD_STRUCT_SIZE);
  EXPECT_EQ(status_of_size(first), SNE_OK);
  EXPECT_EQ(status_of_size(later), SNE_OK);
}

}  // namespace
}  // namespace sne::door
