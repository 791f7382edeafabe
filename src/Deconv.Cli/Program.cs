using Deconv.Cli;

return await Application.RunAsync(args, StandardStreams.Output(), StandardStreams.Error());
