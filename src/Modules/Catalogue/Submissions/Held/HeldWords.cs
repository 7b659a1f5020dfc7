using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Ui.Words;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Submissions.Held;

// Between the form of a held table and what it says.
internal static class HeldWords
{
    private static readonly char[] Commas = [',', '，', ' '];

    public static Tone ToneOf(string state) => state switch
    {
        "waiting" => Tone.Warn,
        "refused" => Tone.Bad,
        _ => Tone.Good,
    };

    // Numbers hide in the middle; keys and identity numbers do not stay at all.
    public static ColumnMask? ProposalFor(HeldView held, HeldColumn column) => held.Reasons.FirstOrDefault(r => r.Column == column.Name)?.Kind switch
    {
        HoldKind.MobileNumber => new ColumnMask(column.Name, MaskMethod.Ends, 3, 4),
        HoldKind.BankCard => new ColumnMask(column.Name, MaskMethod.Ends, 0, 4),
        HoldKind.IdentityNumber or HoldKind.SecretKey => new ColumnMask(column.Name, MaskMethod.Drop),
        HoldKind.SoleTraderCode => new ColumnMask(column.Name, MaskMethod.Hash),
        HoldKind.PlateNumber => new ColumnMask(column.Name, MaskMethod.Ends, 2, 0),
        HoldKind.HomeAddress => new ColumnMask(column.Name, MaskMethod.Ends, 6, 0),
        HoldKind.SmallCount => new ColumnMask(column.Name, MaskMethod.Suppress, Step: held.Reasons.First(r => r.Column == column.Name).CellsMin),
        _ => null,
    };

    public static string NumbersOf(ColumnMask mask) => mask.Method switch
    {
        MaskMethod.Ends => string.Create(CultureInfo.InvariantCulture, $"{mask.Left},{mask.Right}"),
        MaskMethod.Range or MaskMethod.Round or MaskMethod.Suppress => mask.Step.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    public static MaskingRecipe RecipeOf(IFormCollection form, IReadOnlyList<HeldColumn> columns)
    {
        var masks = new List<ColumnMask>();
        var combination = new List<string>();
        for (var i = 0; i < columns.Count; i++)
        {
            if (Enum.TryParse<MaskMethod>(form[$"method-{i}"], out var method))
            {
                var numbers = form[$"numbers-{i}"].ToString().Split(Commas, StringSplitOptions.RemoveEmptyEntries).Select(Number).ToList();
                masks.Add(method is MaskMethod.Ends
                    ? new ColumnMask(columns[i].Name, method, numbers.ElementAtOrDefault(0), numbers.ElementAtOrDefault(1))
                    : new ColumnMask(columns[i].Name, method, Step: numbers.ElementAtOrDefault(0)));
            }

            if (form[$"combination-{i}"] == "true")
            {
                combination.Add(columns[i].Name);
            }
        }

        return new MaskingRecipe(masks) { Combination = combination, LeaveOutRare = form["leaveOutRare"] == "true" };
    }

    public static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static string FieldOf(string code) => code switch
    {
        "catalogue.held-reason-missing" => "reason",
        "catalogue.held-basis-missing" => "legalBasis",
        "catalogue.held-secrecy-missing" => "secrecyReviewed",
        _ => "",
    };
}
