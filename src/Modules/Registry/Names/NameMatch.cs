using System.Text;
using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Text;

namespace Gongxin.Registry.Names;

// How far two names are the name of one subject (decision 0027). The score begins at what core and trade say and loses what
// region, form and branch say against it. The thresholds stand here and nowhere else.
internal sealed record NameMatch(double Score, IReadOnlyList<NameReason> Reasons)
{
    public const double HitMin = 0.90;
    public const double PossibleMin = 0.70;

    private const double SamePartsScore = 0.98;
    private const double TradeSimilarScore = 0.80;
    private const double TradeDiffersScore = 0.60;
    private const double CoreOneCharacterScore = 0.55;
    private const double CoreDiffersScore = 0.30;

    private static readonly NameMatch Same = new(1, [NameReason.SameName]);

    public ScreenVerdict Verdict => Score >= HitMin ? ScreenVerdict.Hit : Score >= PossibleMin ? ScreenVerdict.Possible : ScreenVerdict.NoHit;

    public static NameMatch Of(NameParts one, NameParts other)
    {
        if (one.Normal == other.Normal)
        {
            return Same;
        }

        var reasons = new List<NameReason>();
        var score = OfRest(one, other, reasons) - RegionLoss(one.Regions, other.Regions, reasons) - FormLoss(one, other, reasons);
        if (one.Branch != other.Branch)
        {
            score -= 0.5;
            reasons.Add(NameReason.BranchDiffers);
        }

        if (reasons.Count == 0)
        {
            reasons.Add(NameReason.SameParts);
        }

        return new NameMatch(Math.Max(0, Math.Round(score, 2)), reasons);
    }

    private static double OfRest(NameParts one, NameParts other, List<NameReason> reasons)
    {
        if (one.Rest == other.Rest)
        {
            return SamePartsScore;
        }

        if (one.Core.SequenceEqual(other.Core))
        {
            reasons.Add(NameReason.TradeDiffers);
            return TradeDiffersScore;
        }

        if (Differing(one.Rest, other.Rest) is { } pair)
        {
            // Behind the core of one of them: a damaged trade (信息科枝), which the list of trades does not know.
            var core = Math.Min(one.TradeAt, other.TradeAt);
            var isInTrade = core >= 2 && pair.At >= core;
            reasons.Add(isInTrade ? NameReason.TradeSimilar : SoundsAlike(pair.One, pair.Other) ? NameReason.CoreHomophone : NameReason.CoreOneCharacter);
            return isInTrade ? TradeSimilarScore : CoreOneCharacterScore;
        }

        reasons.Add(NameReason.CoreDiffers);
        return CoreDiffersScore;
    }

    private static double RegionLoss(string[] one, string[] other, List<NameReason> reasons)
    {
        if ((one.Length == 0 && other.Length == 0) || one.Any(other.Contains))
        {
            return 0;
        }

        if (one.Length == 0 || other.Length == 0)
        {
            reasons.Add(NameReason.RegionMissing);
            return 0.15;
        }

        var isInside = one.Any(o => other.Any(p => RegionBook.IsInside(o, p) || RegionBook.IsInside(p, o)));
        reasons.Add(isInside ? NameReason.RegionInsideOther : NameReason.RegionDiffers);
        return isInside ? 0.15 : 0.6;
    }

    private static double FormLoss(NameParts one, NameParts other, List<NameReason> reasons)
    {
        if (one.Form == other.Form)
        {
            return 0;
        }

        var (reason, loss) = LegalForms.IsShortOf(one.Form, other.Form) ? (NameReason.FormShortened, 0.06)
            : one.Form is LegalForm.None || other.Form is LegalForm.None ? (NameReason.FormMissing, 0.12)
            : (NameReason.FormDiffers, 0.25);
        reasons.Add(reason);
        return loss;
    }

    // The one character that differs, is too many or missing; null when more than one does.
    private static (int At, char One, char Other)? Differing(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        if (Math.Abs(one.Length - other.Length) > 1)
        {
            return null;
        }

        var head = one.CommonPrefixLength(other);
        var a = one[head..];
        var b = other[head..];
        return a.Length == b.Length
            ? a.Length > 0 && a[1..].SequenceEqual(b[1..]) ? (head, a[0], b[0]) : null
            : a.Length > b.Length
                ? a[1..].SequenceEqual(b) ? (head, a[0], '\0') : null
                : b[1..].SequenceEqual(a) ? (head, '\0', b[0]) : null;
    }

    private static bool SoundsAlike(char one, char other) =>
        Rune.TryCreate(one, out var a) && Rune.TryCreate(other, out var b) && Pinyin.Of(a) is { } reading && reading == Pinyin.Of(b);
}
