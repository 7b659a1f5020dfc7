namespace Gongxin.Datastore.Load.PersonalData;

/// <summary>
/// Passes over a text in steps of eleven bytes. What is looked for is at least eleven figures, or sixteen letters and figures, in one
/// run, and no such run lies between two steps: in most cells a few bytes are looked at, and the detectors see only what is left.
/// </summary>
internal static class TokenRuns
{
    private const int Step = PersonalDataText.RunMin;
    private const int TokenMin = 16;

    private static readonly bool[] OfToken =
        [.. Enumerable.Range(0, 256).Select(unit => char.IsAsciiLetterOrDigit((char)unit) || unit is '_' or '-')];

    private static ReadOnlySpan<byte> KeyHead => "-----BEGIN"u8;

    /// <summary>Notes keys, and says whether there is a run of eleven figures.</summary>
    public static bool Look(ReadOnlySpan<byte> text, ref PersonalDataSeen seen)
    {
        var hasFigures = false;
        for (var at = Step - 1; at < text.Length;)
        {
            if (!OfToken[text[at]])
            {
                // The step may have fallen on the blank after the head of a key.
                LookAtKey(text, at, ref seen);
                at += Step;
                continue;
            }

            var (start, end) = (at, at + 1);
            while (start > 0 && OfToken[text[start - 1]])
            {
                start--;
            }

            while (end < text.Length && OfToken[text[end]])
            {
                end++;
            }

            var run = text[start..end];
            hasFigures = hasFigures || HasFigures(run);
            if (run.Length >= TokenMin)
            {
                SecretKeys.LookAtToken(run, ref seen);
                SoleTraders.LookAtToken(run, ref seen);
            }

            LookAtKey(text, end, ref seen);
            at = end + Step;
        }

        return hasFigures;
    }

    private static bool HasFigures(ReadOnlySpan<byte> run)
    {
        for (var at = Step - 1; at < run.Length;)
        {
            var (start, end) = (at, at);
            while (end < run.Length && IsFigure(run[end]))
            {
                end++;
            }

            while (start > 0 && end > at && IsFigure(run[start - 1]))
            {
                start--;
            }

            if (end - start >= Step)
            {
                return true;
            }

            at = end + Step;
        }

        return false;
    }

    private static void LookAtKey(ReadOnlySpan<byte> text, int end, ref PersonalDataSeen seen)
    {
        if (end < text.Length && text[end] == ' ' && text[..end].EndsWith(KeyHead))
        {
            SecretKeys.LookAtKey(text[end..], ref seen);
        }
    }

    private static bool IsFigure(byte unit) => (uint)(unit - '0') <= 9;
}
