namespace Gongxin.Governance.SignIn;

// The refusals that the sign-in pages tell: a code in an address is somebody else's text until it is one of these.
internal static class SignInProblems
{
    private static readonly string[] Codes =
        ["identity.sign-in-failed", "identity.code-wrong", "identity.step-expired", "identity.too-many-attempts", "identity.service-refused", "identity.service-away"];

    public static string? Known(string? code) => Codes.FirstOrDefault(c => c == code);
}
