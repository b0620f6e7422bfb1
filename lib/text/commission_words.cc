#include <sne/commission_words.hpp>

#include <text/phrase.hpp>

namespace sne {

using wording::phrase;

std::string in_words(FewerCandidates because, Language language) { return phrase(language, "fewer_candidates", text(because)); }
std::string in_words(DecisionStanding standing, Language language) { return phrase(language, "decision_standing", text(standing)); }
std::string in_words(ConditionMeaning meaning, Language language) { return phrase(language, "condition_meaning", text(meaning)); }
std::string in_words(CommissionGround ground, Language language) { return phrase(language, "commission_ground", text(ground)); }
std::string in_words(CommissionIssue issue, Language language) { return phrase(language, "commission_issue", text(issue)); }
std::string in_words(OfferStanding standing, Language language) { return phrase(language, "offer_standing", text(standing)); }
std::string in_words(RefusalEffect effect, Language language) { return phrase(language, "refusal_effect", text(effect)); }
std::string in_words(SocialLease lease, Language language) { return phrase(language, "social_lease", text(lease)); }

}  // namespace sne
