using Gongxin.Kernel.Errors;

namespace Gongxin.Registry.Subjects.Pairs;

internal static class PairRefusals
{
    public static Refusal NotFound() => new("registry.pair-not-found", 404);

    public static Refusal OfOne() => new("registry.pair-of-one", 422);

    public static Refusal OfPerson() => new("registry.pair-of-person", 422);

    public static Refusal LeadingWithoutCode() => new("registry.pair-leading-without-code", 422);

    public static Refusal EvidenceCount(int max) => new("registry.pair-evidence-count", 422, "evidence", max);

    public static Refusal NameAlone() => new("registry.pair-name-alone", 422, "evidence");

    public static Refusal DifferenceNotShown() => new("registry.pair-difference-not-shown", 422, "evidence");

    // What is said to be on both stands in the register at one of them, or at none.
    public static Refusal NotOnBoth(string what) => new("registry.pair-evidence-not-on-both", 422, "evidence", what);

    public static Refusal FieldNotUsable(string field, int min, int max) => new("registry.pair-field-not-usable", 422, field, min, max);

    // The same account may not do both of two steps.
    public static Refusal SameAccount() => new("registry.pair-same-account", 403);

    public static Refusal StepNotPossible(string step) => new("registry.pair-step-not-possible", 409, step);

    public static Refusal JudgedAlready() => new("registry.pair-judged-already", 409);

    public static Refusal OneAlready() => new("registry.pair-one-already", 409);

    // The other is led by that subject: propose with that one.
    public static Refusal MergedAlready(string leading) => new("registry.pair-merged-already", 409, leading);

    // Two of those that would be one were judged to be two.
    public static Refusal Contradicts() => new("registry.pair-contradicts", 409);

    public static Refusal TooMany(int max) => new("registry.pair-too-many", 409, max);

    public static Refusal OrganisationMerged(string leading) => new("registry.organisation-merged", 409, leading);
}
