using System.Globalization;
using System.Resources;

namespace Gongxin.Catalogue.Versions.Withdrawals;

// What is said in public of data that was taken back.
public sealed record WithdrawalView(
    WithdrawalKind Kind, string KindName, string Reason, DateTime WithdrawnAt, string WithdrawnBy, bool WholeDataset)
{
    private static readonly ResourceManager Names = new(typeof(CatalogueText));

    // Number of its entry in the ledger: told where a withdrawal stands alone, and null for the second until it is numbered.
    public long? LedgerEntry { get; init; }

    internal static WithdrawalView Of(Withdrawal withdrawal) => new(
        withdrawal.Kind, NameOf(withdrawal.Kind), withdrawal.Reason, withdrawal.WithdrawnAt, withdrawal.WithdrawnByName, withdrawal.Number is null);

    // In the reader's language.
    internal static string NameOf(WithdrawalKind kind) => Names.GetString($"Withdrawal.Kind.{kind}", CultureInfo.CurrentUICulture) ?? kind.ToString();
}
