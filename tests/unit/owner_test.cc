// Members of the household who own a dwelling.

#include <sne/owner.hpp>

#include <gtest/gtest.h>

namespace sne {
namespace {

constexpr LawBook book = LawBook::builtin();

OwnershipGround ground(Owned owned, Date day, std::optional<Date> order = {}) { return ownership_ground(owned, order, day, book).ground; }

TEST(Owner, Trap02SuitedDwellingMayGroundARefusalAndNothingMore) {
  EXPECT_EQ(ground(Owned::suited, "2009-03-27"_date), OwnershipGround::none);
  EXPECT_EQ(ground(Owned::suited, "2009-03-28"_date), OwnershipGround::possible);
  EXPECT_EQ(ground(Owned::suited, "2026-11-24"_date), OwnershipGround::possible);
}

TEST(Owner, Trap03ProtectionOrderExcludesTheGround) {
  EXPECT_EQ(ground(Owned::suited, "2020-01-15"_date, "2018-05-02"_date), OwnershipGround::excluded_by_protection);
  EXPECT_EQ(ground(Owned::suited, "2020-03-02"_date, "2018-05-02"_date), OwnershipGround::excluded_by_protection);
}

TEST(Owner, Trap04NotBeforeTheEndOf2019) {
  EXPECT_EQ(ground(Owned::suited, "2019-12-29"_date, "2018-05-02"_date), OwnershipGround::possible);
  EXPECT_EQ(ground(Owned::suited, "2019-12-30"_date, "2018-05-02"_date), OwnershipGround::excluded_by_protection);
  EXPECT_EQ(ground(Owned::suited, "2019-06-03"_date, "2018-05-02"_date), OwnershipGround::possible);
}

TEST(Owner, Trap05DwellingThatYieldsIncome) {
  EXPECT_EQ(ground(Owned::yields_income, "2016-06-01"_date), OwnershipGround::none);
  EXPECT_EQ(ground(Owned::yields_income, "2017-01-28"_date), OwnershipGround::none);
  EXPECT_EQ(ground(Owned::yields_income, "2017-01-29"_date), OwnershipGround::possible);
}

TEST(Owner, NoGroundWithoutADwellingThatServes) {
  for (const Date day : {"2008-01-01"_date, "2015-06-01"_date, "2026-11-24"_date}) {
    EXPECT_EQ(ground(Owned::none, day), OwnershipGround::none);
    EXPECT_EQ(ground(Owned::unsuited, day), OwnershipGround::none);
    EXPECT_EQ(ground(Owned::unsuited, day, "2018-05-02"_date), OwnershipGround::none);
  }
}

TEST(Owner, UnknownIsNeitherYesNorNo) {
  EXPECT_EQ(ground(Owned::unknown, "2026-11-24"_date), OwnershipGround::unknown);
  EXPECT_EQ(ground(Owned::unknown, "2008-01-01"_date), OwnershipGround::none) << "no ground in the text, whatever is owned";
  EXPECT_EQ(ground(Owned::unknown, "2026-11-24"_date, "2026-10-20"_date), OwnershipGround::excluded_by_protection);
}

TEST(Owner, CaseCJointOwnerWithAnOrder) {
  EXPECT_EQ(ground(Owned::suited, "2026-11-24"_date, "2026-10-20"_date), OwnershipGround::excluded_by_protection);
  EXPECT_EQ(ground(Owned::suited, "2026-10-10"_date, "2026-10-20"_date), OwnershipGround::possible) << "an order to come protects nobody yet";
  EXPECT_EQ(ground(Owned::suited, "2026-10-20"_date, "2026-10-20"_date), OwnershipGround::excluded_by_protection);
}

TEST(Owner, MarksFollowWhatWasRead) {
  EXPECT_EQ(ownership_ground(Owned::suited, {}, "2009-03-27"_date, book).mark, Mark::convention);
  EXPECT_EQ(ownership_ground(Owned::suited, {}, "2016-06-01"_date, book).mark, Mark::text);
  EXPECT_EQ(ownership_ground(Owned::suited, {}, "2022-02-22"_date, book).mark, Mark::text);
  EXPECT_EQ(ownership_ground(Owned::suited, {}, "2022-02-23"_date, book).mark, Mark::unverified);
  EXPECT_EQ(book.citation(Rule::eligibility_owner, "2020-01-15"_date).id, "l441-2-2@2019");
}

TEST(Owner, AnOrderNeverMakesAGround) {
  for (Date day = "2008-01-01"_date; day <= "2026-12-31"_date; day = day + 97) {
    for (const Owned owned : {Owned::unknown, Owned::none, Owned::suited, Owned::yields_income, Owned::unsuited}) {
      const OwnershipGround bare = ground(owned, day);
      const OwnershipGround with = ground(owned, day, "2012-03-04"_date);
      EXPECT_TRUE(with == bare || with == OwnershipGround::excluded_by_protection) << iso_text(day).view();
      EXPECT_EQ(bare == OwnershipGround::none, with == OwnershipGround::none) << iso_text(day).view();
    }
  }
}

}  // namespace
}  // namespace sne
