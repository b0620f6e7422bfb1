#pragma once

#include <string>

#include <sne/commission.hpp>
#include <sne/text.hpp>

/// The codes of the allocation commission in plain words, in French and in English.  (fr: libellés de la commission)
namespace sne {

/// The name of a code, for a reader: `in_words(SocialLease::transfer, Language::fr)` is "mutation". Precondition: a code that is not empty.
/// (fr: libellé)
[[nodiscard]] std::string in_words(FewerCandidates because, Language language);
[[nodiscard]] std::string in_words(DecisionStanding standing, Language language);
[[nodiscard]] std::string in_words(ConditionMeaning meaning, Language language);
[[nodiscard]] std::string in_words(CommissionGround ground, Language language);
[[nodiscard]] std::string in_words(CommissionIssue issue, Language language);
[[nodiscard]] std::string in_words(OfferStanding standing, Language language);
[[nodiscard]] std::string in_words(RefusalEffect effect, Language language);
[[nodiscard]] std::string in_words(SocialLease lease, Language language);

}  // namespace sne
