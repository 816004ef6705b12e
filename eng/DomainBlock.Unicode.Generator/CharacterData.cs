using System.Globalization;
using DomainBlock.Idn;

namespace DomainBlock.Unicode.Generator;

/// <summary>What the generator knows of every code point, by code point.</summary>
internal sealed class CharacterData
{
    public const int CodePoints = 0x110000;

    private CharacterData(string version, MappingTable mappings)
    {
        Version = version;
        Mappings = mappings;
    }

    public string Version { get; }

    /// <summary>What UTS #46 makes of each code point.</summary>
    public MappingTable Mappings { get; }

    public CodePointProperties[] Properties { get; } = new CodePointProperties[CodePoints];

    /// <summary>One step of canonical decomposition; null for most. Hangul syllables are computed, not listed.</summary>
    public int[]?[] Decomposition { get; } = new int[]?[CodePoints];

    public bool[] IsFullCompositionExclusion { get; } = new bool[CodePoints];

    public byte[] CombiningClass { get; } = new byte[CodePoints];

    /// <summary>Reads the files of one version.</summary>
    /// <param name="folder">The folder that has a folder for each version.</param>
    /// <param name="version">The version, such as <c>17.0.0</c>.</param>
    public static CharacterData Read(string folder, string version)
    {
        string Path(string file) => System.IO.Path.Combine(folder, version, file);
        RequireVersion(Path("idna/IdnaMappingTable.txt"), version);

        var data = new CharacterData(version, MappingTable.Read(UnicodeFile.Read(Path("idna/IdnaMappingTable.txt"))));

        string bidiPath = Path("ucd/extracted/DerivedBidiClass.txt");
        BidiClass[] bidi = Column(UnicodeFile.ReadDefaults(bidiPath).Concat(UnicodeFile.Read(bidiPath)), Bidi, BidiClass.L);
        JoiningType[] joining = Column(UnicodeFile.Read(Path("ucd/extracted/DerivedJoiningType.txt")), Joining, JoiningType.U);
        Idna2008Category[] category = Column(UnicodeFile.Read(Path("idna/Idna2008.txt")), Category, Idna2008Category.NotAllowed);
        bool[] isMark = Column(UnicodeFile.Read(Path("ucd/extracted/DerivedGeneralCategory.txt")), value => value[0] == 'M', false);
        Column(UnicodeFile.Read(Path("ucd/extracted/DerivedCombiningClass.txt")), value => byte.Parse(value, CultureInfo.InvariantCulture), (byte)0)
            .CopyTo(data.CombiningClass, 0);

        var isQuickCheckYes = new bool[CodePoints];
        Array.Fill(isQuickCheckYes, true);
        foreach (UnicodeLine line in UnicodeFile.Read(Path("ucd/DerivedNormalizationProps.txt")))
        {
            if (line.Fields[1] == "NFC_QC")
                Array.Fill(isQuickCheckYes, line.Fields[2] == "Y", line.First, line.Last - line.First + 1);
            else if (line.Fields[1] == "Full_Composition_Exclusion")
                Array.Fill(data.IsFullCompositionExclusion, true, line.First, line.Last - line.First + 1);
        }
        for (int c = 0; c < CodePoints; c++)
            data.Properties[c] = CodePointProperties.Pack(bidi[c], joining[c], category[c], data.CombiningClass[c], isMark[c], isQuickCheckYes[c]);

        // Field 5 of UnicodeData.txt; a tag in angle brackets marks a compatibility decomposition.
        foreach (UnicodeLine line in UnicodeFile.Read(Path("ucd/UnicodeData.txt")))
        {
            string decomposition = line.Fields[5];
            if (decomposition.Length > 0 && decomposition[0] != '<')
                data.Decomposition[line.First] = UnicodeFile.CodePoints(decomposition);
        }
        return data;
    }

    private static void RequireVersion(string path, string version)
    {
        if (!File.ReadLines(path).Take(20).Any(line => line == $"# Version: {version}"))
            throw new InvalidDataException($"{path} is not of Unicode {version}.");
    }

    private static T[] Column<T>(IEnumerable<UnicodeLine> lines, Func<string, T> parse, T otherwise)
    {
        var values = new T[CodePoints];
        Array.Fill(values, otherwise);
        foreach (UnicodeLine line in lines)
            Array.Fill(values, parse(line.Fields[1]), line.First, line.Last - line.First + 1);
        return values;
    }

    private static BidiClass Bidi(string value) => value switch
    {
        "Left_To_Right" => BidiClass.L,
        "Right_To_Left" => BidiClass.R,
        "Arabic_Letter" => BidiClass.AL,
        "European_Terminator" => BidiClass.ET,
        _ => Enum.TryParse(value, out BidiClass known) ? known : BidiClass.Other,
    };

    private static JoiningType Joining(string value) => Enum.TryParse(value, out JoiningType known) ? known : JoiningType.U;

    private static Idna2008Category Category(string value) => value switch
    {
        "PVALID" => Idna2008Category.ProtocolValid,
        "CONTEXTJ" => Idna2008Category.ContextJ,
        "CONTEXTO" => Idna2008Category.ContextO,
        _ => Idna2008Category.NotAllowed,
    };
}
