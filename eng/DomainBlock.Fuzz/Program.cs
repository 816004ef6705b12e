using DomainBlock.Fuzz.Targets;
using SharpFuzz;

// DomainBlock.Fuzz list                   the names of the targets, one a line
// DomainBlock.Fuzz TARGET                 under afl-fuzz: gives the target whatever it makes up
// DomainBlock.Fuzz TARGET FILE…           tries files, as those that a fuzzer kept
switch (args)
{
    case ["list"]:
        foreach (FuzzTarget target in FuzzTarget.All)
            Console.WriteLine(target.Name);
        return 0;
    case [var name]:
        // Instrumented code may run in here only: elsewhere it has no map to mark.
        Fuzzer.OutOfProcess.Run(stream => Find(name).Try(ReadToEnd(stream)));
        return 0;
    case [var name, .. var files]:
        foreach (string file in files)
        {
            Console.WriteLine(file);
            Find(name).Try(File.ReadAllBytes(file));
        }
        return 0;
    default:
        Console.Error.WriteLine("DomainBlock.Fuzz list | TARGET [FILE…]");
        return 2;
}

static FuzzTarget Find(string name) => FuzzTarget.All.First(target => target.Name == name);

static byte[] ReadToEnd(Stream stream)
{
    using var whole = new MemoryStream();
    stream.CopyTo(whole);
    return whole.ToArray();
}
