using System.Text;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Load.PersonalData;

/// <summary>What one cell holds: a bit per kind, and the first of each kind that is wanted as text.</summary>
internal struct PersonalDataSeen(int kindsWanted)
{
    private const int KindsMax = 8;

    private string?[]? _examples;

    public int Candidates { get; private set; }
    public int Hits { get; private set; }

    public void Add(PersonalDataKind kind, ReadOnlySpan<byte> found, bool isHit)
    {
        var bit = 1 << (int)kind;
        Candidates |= bit;
        if (!isHit || (Hits & bit) != 0)
        {
            return;
        }

        Hits |= bit;
        if ((kindsWanted & bit) != 0)
        {
            (_examples ??= new string?[KindsMax])[(int)kind] = Encoding.UTF8.GetString(found);
        }
    }

    public readonly string Example(PersonalDataKind kind) => _examples![(int)kind]!;
}
