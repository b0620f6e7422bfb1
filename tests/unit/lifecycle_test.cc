#include <gtest/gtest.h>

#include <sne/lifecycle.hpp>

namespace sne {
namespace {

TEST(Lifecycle, FilesAndRadiates) {
  const LawBook law = LawBook::builtin();
  Event file;
  file.kind = EventKind::file;
  file.effective = file.recorded = "2023-10-01"_date;
  file.actor = {ActorKind::lessor, BodyId::of("G1104").value()};
  file.territory = Territory::parse("059").value();
  file.channel = Channel::counter;
  file.form = Fact::yes;
  file.identity = Identity::identity;
  file.nationality = Nationality::french;
  file.duplicate = Duplicate::none;
  Demand demand;
  ASSERT_TRUE(advance(demand, file, law, Policy::sne()).accepted());
}

}  // namespace
}  // namespace sne
