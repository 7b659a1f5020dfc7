using Gongxin.Kernel.Errors;

namespace Gongxin.Registry;

internal static class RegistryRefusals
{
    public static Refusal SubjectNotFound(string what) => new("registry.subject-not-found", 404, what);

    public static Refusal OrganisationBelowItself() => new("registry.organisation-below-itself", 409);

    public static Refusal TreeTooDeep(int max) => new("registry.tree-too-deep", 409, max);

    public static Refusal QueryNotReadable(string parameter, string value) => new("registry.query-not-readable", 400, parameter, value);

    // The code is nobody's, and its check digit says that it was mistyped.
    public static Refusal CodeMistyped(string code) => new("registry.code-mistyped", 404, code);

    public static Refusal QueryLength(int min, int max) => new("registry.query-length", 400, min, max);

    public static Refusal TooManyMisses(int max, int minutes) => new("registry.too-many-misses", 429, max, minutes);

    public static Refusal ScreeningWithoutNames() => new("registry.screening-without-names", 422);

    public static Refusal ScreeningTooLong(int max) => new("registry.screening-too-long", 422, max);

    public static Refusal ScreeningNotFound() => new("registry.screening-not-found", 404);

    public static Refusal ScreeningExpired() => new("registry.screening-expired", 410);

    public static Refusal NamesCount(int max) => new("registry.names-count", 400, max);
}
