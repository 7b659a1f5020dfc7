using Gongxin.Kernel.Errors;

namespace Gongxin.Registry;

internal static class RegistryRefusals
{
    public static Refusal SubjectNotFound(string what) => new("registry.subject-not-found", 404, what);

    public static Refusal OrganisationBelowItself() => new("registry.organisation-below-itself", 409);

    public static Refusal TreeTooDeep(int max) => new("registry.tree-too-deep", 409, max);

    public static Refusal QueryNotReadable(string parameter, string value) => new("registry.query-not-readable", 400, parameter, value);
}
